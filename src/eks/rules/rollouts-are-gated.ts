import { Rule } from '../../model/rules/rule';

/** On EKS a deployment waits for its pods and is taken back by CloudFormation, which leaves less to choose than ECS does. */
export const rolloutsAreGated: Rule = ({ rollout: { circuitBreaker, alarms } }, report) => {
  if (circuitBreaker.enabled && !circuitBreaker.rollback) {
    report('EksGateAlwaysRollsBack', 'rollout.circuitBreaker', {});
  }
  if (circuitBreaker.enabled && circuitBreaker.threshold) {
    report('EksGateHasNoThreshold', 'rollout.circuitBreaker', { value: circuitBreaker.threshold.value });
  }
  if (alarms.kind === 'given') {
    report('EksRolloutAlarms', 'rollout.alarms', { given: alarms.alarms.map(({ label }) => label) });
  }
};
