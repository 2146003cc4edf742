import { Rule } from './rule';

/** Moving the traffic of listeners between two target groups is for load balancers that look into requests. */
export const networkListenersOnlyRoll: Rule = ({ networkListeners, rollout }, report) => {
  if (networkListeners.length > 0 && rollout.kind !== 'rolling') {
    report('ListenersRollOnly', 'rollout', { given: rollout.kind === 'codeDeploy' ? 'CodeDeploy' : rollout.shift.kind });
  }
};
