import { Rule } from './rule';

export const rolloutsWatchAlarmsThatExist: Rule = ({ rollout, alarms }, report) => {
  if (rollout.alarms.kind === 'given' && rollout.alarms.alarms.length === 0) {
    report('RolloutAlarmsMissing', 'rollout.alarms', {});
  }
  if (rollout.alarms.kind === 'default' && !alarms) {
    report('RolloutAlarmsOff', 'rollout.alarms', {});
  }
};
