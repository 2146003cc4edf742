import { Rule } from '../../model/rules/rule';

const MAX_SECONDS = 120;

export const fargateKillsAfterTwoMinutes: Rule = ({ containers }, report) => {
  for (const { name, stopTimeout } of containers) {
    if (!stopTimeout.isUnresolved() && stopTimeout.toMilliseconds() > MAX_SECONDS * 1000) {
      report('FargateStopTimeoutTooLong', `containers.${name}.stopTimeout`, { seconds: stopTimeout.toMilliseconds() / 1000 });
    }
  }
};
