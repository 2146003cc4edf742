import { Rule } from './rule';
import { judgesVersions } from '../alarms';

export const rolloutsWatchAlarmsThatExist: Rule = ({ rollout, alarms }, report) => {
  if (rollout.alarms.kind === 'given' && rollout.alarms.alarms.length === 0) {
    report('RolloutAlarmsMissing', 'rollout.alarms', {});
  }
  if (rollout.alarms.kind === 'default' && !judgesVersions(alarms)) {
    report('RolloutAlarmsOff', 'rollout.alarms', {});
  }
};
