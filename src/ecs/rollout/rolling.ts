import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { deploymentAlarms } from './alarms';
import { CircuitBreakerThreshold, RollingRollout } from '../../model';

/** A rolling rollout in the words of an ECS service. */
export function renderRolling(rollout: RollingRollout, ownAlarms: readonly cloudwatch.IAlarm[], region: string): Partial<ecs.BaseServiceOptions> {
  const { minHealthyPercent, maxHealthyPercent, circuitBreaker } = rollout;
  return {
    minHealthyPercent,
    maxHealthyPercent,
    circuitBreaker: { enable: circuitBreaker.enabled, rollback: circuitBreaker.enabled && circuitBreaker.rollback },
    deploymentAlarms: deploymentAlarms(rollout.alarms, ownAlarms, region, circuitBreaker.rollback),
  };
}

/** What the L2 of the oldest supported CDK has no word for. */
export function refineRolling(service: ecs.BaseService, { circuitBreaker }: RollingRollout): void {
  if (circuitBreaker.enabled && circuitBreaker.threshold) {
    (service.node.defaultChild as ecs.CfnService).addPropertyOverride(
      'DeploymentConfiguration.DeploymentCircuitBreaker.ThresholdConfiguration', renderThreshold(circuitBreaker.threshold));
  }
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html */
function renderThreshold({ kind, value }: CircuitBreakerThreshold) {
  return { Type: kind === 'count' ? 'COUNT' : 'BOUNDED_PERCENT', Value: value };
}
