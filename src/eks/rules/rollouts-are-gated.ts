import { RolloutSpec } from '../../model';
import { Report, Rule } from '../../model/rules/rule';

/** On EKS a deployment waits for its pods and is taken back by CloudFormation, which leaves less to choose than ECS does. */
export const rolloutsAreGated: Rule = ({ rollout }, report) => {
  if (rollout.notifications) {
    report('EksRolloutTellsNobody', 'rollout.notifications', { given: rollout.notifications.label });
  }
  switch (rollout.kind) {
    case 'rolling': return checkRolling(rollout, report);
    // What traffic needs to be shifted has a rule of its own.
    case 'shifting': return;
    case 'codeDeploy': return report('EksRollsOnly', 'rollout', {});
  }
};

function checkRolling({ alarms, circuitBreaker }: Extract<RolloutSpec, { kind: 'rolling' }>, report: Report): void {
  if (alarms.kind === 'given') {
    report('EksRolloutAlarms', 'rollout.alarms', { given: alarms.alarms.map(({ label }) => label) });
  }
  if (circuitBreaker.enabled && !circuitBreaker.rollback) {
    report('EksGateAlwaysRollsBack', 'rollout.circuitBreaker', {});
  }
  if (circuitBreaker.enabled && circuitBreaker.threshold) {
    report('EksGateHasNoThreshold', 'rollout.circuitBreaker', { value: circuitBreaker.threshold.value });
  }
}
