/** How a new version of a service arrives: one file for each engine. */
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration } from 'aws-cdk-lib/core';
import { refineRolling, renderRolling } from './rolling';
import { WorkloadSpec } from '../../model';
import { assertNever } from '../../private/assert-never';

/** The rollout in the words of an ECS service. */
export function renderRollout(spec: WorkloadSpec, ownAlarms: readonly cloudwatch.IAlarm[], region: string): Partial<ecs.FargateServiceProps> {
  const { rollout } = spec;
  const common = { healthCheckGracePeriod: gracePeriod(spec) };
  // Said explicitly, because a feature flag decides whether the CDK says it, and a change of it replaces the service.
  const byEcs = { ...common, deploymentController: { type: ecs.DeploymentControllerType.ECS } };
  switch (rollout.kind) {
    case 'rolling': return { ...byEcs, ...renderRolling(rollout, ownAlarms, region) };
    case 'shifting': return byEcs;
    case 'codeDeploy': return { ...common, deploymentController: { type: ecs.DeploymentControllerType.CODE_DEPLOY } };
    default: return assertNever(rollout);
  }
}

/** What the L2 of the oldest supported CDK has no word for. */
export function refineRollout(service: ecs.FargateService, { rollout }: WorkloadSpec): void {
  if (rollout.kind === 'rolling') {
    refineRolling(service, rollout);
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
