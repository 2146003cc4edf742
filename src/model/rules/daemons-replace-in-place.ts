import { Rule } from './rule';
import { known } from './support/known';

/** A workload with one copy on each machine has no copies to spare: none to stand behind a load balancer, none to bring up beside the old. */
export const daemonsReplaceInPlace: Rule = ({ scaling, exposures, rollout }, report) => {
  if (scaling.kind !== 'perInstance') {
    return;
  }
  exposures.forEach((_, index) => report('DaemonExposed', `exposures[${index}]`, {}));
  if (rollout.kind !== 'rolling') {
    return report('DaemonRollsInPlace', 'rollout', { kind: rollout.kind });
  }
  const { minHealthyPercent: min, maxHealthyPercent: max, followTraffic } = rollout;
  if (known(max) && max > 100) {
    report('DaemonHasNoRoom', 'rollout.maxHealthyPercent', { given: max });
  }
  if (known(min) && min >= 100) {
    report('DaemonStuck', 'rollout.minHealthyPercent', { given: min });
  }
  if (followTraffic) {
    report('DaemonHasNoTraffic', 'rollout.followTraffic', {});
  }
};
