import { EcsRule } from './target';

const MAX_SECONDS = 120;

export const fargateKillsAfterTwoMinutes: EcsRule = ({ launchType }) => ({ containers }, report) => {
  for (const { name, stopTimeout } of launchType === 'fargate' ? containers : []) {
    if (!stopTimeout.isUnresolved() && stopTimeout.toMilliseconds() > MAX_SECONDS * 1000) {
      report('FargateStopTimeoutTooLong', `containers.${name}.stopTimeout`, { seconds: stopTimeout.toMilliseconds() / 1000 });
    }
  }
};
