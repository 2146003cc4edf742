/** How a new version of the pods arrives: one file for each way. */
import { Construct } from 'constructs';
import { RenderedRollout, RolloutParts } from './parts';
import { makeRolling } from './rolling';
import { makeShifting } from './shifting';

export type { RenderedRollout, RolloutParts } from './parts';
export { versionTraits } from './shifting';
export { trafficOf } from './traffic';

export function makeRollout(scope: Construct, parts: RolloutParts): RenderedRollout {
  const { rollout } = parts.spec;
  switch (rollout.kind) {
    case 'rolling': return makeRolling(scope, rollout, parts);
    case 'shifting': return makeShifting(scope, rollout, parts);
    // Refused before anything is made: EKS has no CodeDeploy.
    case 'codeDeploy': throw new Error('CodeDeploy does not deploy pods');
  }
}
