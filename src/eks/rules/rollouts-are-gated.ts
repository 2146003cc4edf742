import { Rule } from '../../model/rules/rule';

/** On EKS a deployment waits for its pods and is taken back by CloudFormation, which leaves less to choose than ECS does. */
export const rolloutsAreGated: Rule = ({ rollout }, report) => {
  if (rollout.alarms.kind === 'given') {
    report('EksRolloutAlarms', 'rollout.alarms', { given: rollout.alarms.alarms.map(({ label }) => label) });
  }
  if (rollout.kind !== 'rolling') {
    report('EksRollsOnly', 'rollout', { given: rollout.kind === 'codeDeploy' ? 'CodeDeploy' : 'a shift of traffic' });
    return;
  }
  const { circuitBreaker } = rollout;
  if (circuitBreaker.enabled && !circuitBreaker.rollback) {
    report('EksGateAlwaysRollsBack', 'rollout.circuitBreaker', {});
  }
  if (circuitBreaker.enabled && circuitBreaker.threshold) {
    report('EksGateHasNoThreshold', 'rollout.circuitBreaker', { value: circuitBreaker.threshold.value });
  }
};
