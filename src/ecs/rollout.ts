import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration, Token } from 'aws-cdk-lib/core';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { CircuitBreakerThreshold, RolloutAlarms, RolloutSpec, WorkloadSpec } from '../model';
import { assertNever } from '../private/assert-never';

/** The rollout in the words of an ECS service. */
export function renderRollout(spec: WorkloadSpec, ownAlarms: readonly cloudwatch.IAlarm[], region: string): Partial<ecs.FargateServiceProps> {
  const { rollout } = spec;
  switch (rollout.kind) {
    case 'rolling': {
      const { minHealthyPercent, maxHealthyPercent, circuitBreaker } = rollout;
      const alarms = alarmsOf(rollout.alarms, canWatchAlarms(region) ? ownAlarms : []);
      return {
        // Said explicitly, because a feature flag decides whether the CDK says it, and a change of it replaces the service.
        deploymentController: { type: ecs.DeploymentControllerType.ECS },
        minHealthyPercent,
        maxHealthyPercent,
        circuitBreaker: { enable: circuitBreaker.enabled, rollback: circuitBreaker.enabled && circuitBreaker.rollback },
        healthCheckGracePeriod: gracePeriod(spec),
        deploymentAlarms: alarms.length === 0 ? undefined : {
          alarmNames: alarms.map(alarm => alarm.alarmName),
          behavior: circuitBreaker.rollback ? ecs.AlarmBehavior.ROLLBACK_ON_ALARM : ecs.AlarmBehavior.FAIL_ON_ALARM,
        },
      };
    }
    default:
      return assertNever(rollout.kind);
  }
}

/**
 * ECS has one period for all that asks after a task, so the longest that anything needs is given. Without anybody who
 * asks there is nothing to forgive, and ECS used to refuse it.
 */
function gracePeriod({ rollout, exposures, containers }: WorkloadSpec): Duration | undefined {
  const isAsked = exposures.length > 0 || containers.some(({ probe }) => probe !== undefined);
  const periods = [rollout.healthCheckGracePeriod, ...exposures.map(({ health }) => health.startPeriod)];
  return isAsked ? periods.reduce((longest, period) => period.toSeconds() > longest.toSeconds() ? period : longest) : undefined;
}

/** What the L2 of the oldest supported CDK has no word for. */
export function refineRollout(service: ecs.FargateService, { circuitBreaker }: RolloutSpec): void {
  if (circuitBreaker.enabled && circuitBreaker.threshold) {
    (service.node.defaultChild as ecs.CfnService).addPropertyOverride(
      'DeploymentConfiguration.DeploymentCircuitBreaker.ThresholdConfiguration', renderThreshold(circuitBreaker.threshold));
  }
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentCircuitBreaker.html */
function renderThreshold({ kind, value }: CircuitBreakerThreshold) {
  return { Type: kind === 'count' ? 'COUNT' : 'BOUNDED_PERCENT', Value: value };
}

/**
 * Outside of the commercial regions ECS has refused deployments that watch alarms. Nobody asked for those the library
 * makes, so there they only alarm.
 *
 * @see https://github.com/aws/aws-cdk/issues/26574
 */
function canWatchAlarms(region: string): boolean {
  return Token.isUnresolved(region) || (RegionInfo.get(region).partition ?? 'aws') === 'aws';
}

function alarmsOf(choice: RolloutAlarms, ownAlarms: readonly cloudwatch.IAlarm[]): readonly cloudwatch.IAlarm[] {
  switch (choice.kind) {
    case 'default': return ownAlarms;
    case 'none': return [];
    case 'given': return choice.alarms.map(alarm => alarm.value as cloudwatch.IAlarm);
    default: return assertNever(choice);
  }
}
