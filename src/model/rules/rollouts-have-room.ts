import { Rule } from './rule';
import { CountRange, FixedCount } from '../scaling';
import { known } from './support/known';
import { isStuck, maxAtLeast, minAtMost } from './support/rollout-room';

/** With the fewest copies there is the least room, so it is enough to look at those. */
export const rolloutsHaveRoom: Rule = ({ rollout, scaling }, report) => {
  if (rollout.kind !== 'rolling' || scaling.kind === 'perInstance' || scaling.kind === 'perRun') {
    return;
  }
  const { minHealthyPercent: min, maxHealthyPercent: max } = rollout;
  const count = fewestCopies(scaling);
  if (known(min) && known(max) && known(count) && isStuck(count, min, max)) {
    report('RolloutStuck', 'rollout', { count, min, max, minAtMost: minAtMost(count), maxAtLeast: maxAtLeast(count) });
  }
};

function fewestCopies(scaling: FixedCount | CountRange): number | undefined {
  if (scaling.kind === 'fixed') {
    return Number.isInteger(scaling.count) ? scaling.count : undefined;
  }
  const scheduled = scaling.policies.flatMap(policy => policy.kind === 'schedule' && known(policy.min) ? [policy.min] : []);
  const fewest = Math.max(1, Math.min(scaling.min, ...scheduled));
  return Number.isInteger(fewest) ? fewest : undefined;
}
