/** How a new version of a service arrives: one file or folder for each engine. */
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { CodeDeployParts, makeCodeDeploy, PipelineFiles } from './codedeploy';
import { gracePeriod } from './grace-period';
import { refineNative, renderNative } from './native';
import { refineRolling, renderRolling } from './rolling';
import { Traffic } from './traffic';
import { WorkloadSpec } from '../../model';
import { RenderedExposure } from '../../platform';
import { assertNever } from '../../private/assert-never';

export type { PipelineFiles } from './codedeploy';
export { Traffic } from './traffic';

/** The rollout in the words of an ECS service. */
export function renderRollout(spec: WorkloadSpec, ownAlarms: readonly cloudwatch.IAlarm[], region: string): Partial<ecs.FargateServiceProps> {
  const { rollout } = spec;
  const common = { healthCheckGracePeriod: gracePeriod(spec) };
  // Said explicitly, because a feature flag decides whether the CDK says it, and a change of it replaces the service.
  const byEcs = { ...common, deploymentController: { type: ecs.DeploymentControllerType.ECS } };
  switch (rollout.kind) {
    case 'rolling': return { ...byEcs, ...renderRolling(rollout, ownAlarms, region) };
    case 'shifting': return { ...byEcs, ...renderNative(rollout, ownAlarms, region) };
    case 'codeDeploy': return {
      ...common,
      deploymentController: { type: ecs.DeploymentControllerType.CODE_DEPLOY },
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
    };
    default: return assertNever(rollout);
  }
}

/** What the engines need besides the service itself. */
export interface RolloutParts extends Omit<CodeDeployParts, 'rollout' | 'exposure' | 'traffic'> {
  readonly rendered: readonly RenderedExposure[];
  readonly traffic?: Traffic;
}

/** What was made around the service. */
export interface RenderedRollout {
  readonly deploymentGroup?: codedeploy.EcsDeploymentGroup;
  readonly files?: () => PipelineFiles;
}

/** Makes what the engine of the rollout works with, and tells the service what its L2 has no word for. */
export function applyRollout(scope: Construct, parts: RolloutParts): RenderedRollout {
  const { spec: { name, rollout }, service, ground, rendered } = parts;
  switch (rollout.kind) {
    case 'rolling':
      refineRolling(service, rollout);
      return {};
    case 'shifting':
      refineNative(scope, { ground, name, rollout, service, rendered, traffic: parts.traffic! });
      return {};
    case 'codeDeploy': {
      const { group, files } = makeCodeDeploy(scope, { ...parts, rollout, exposure: rendered[0], traffic: parts.traffic! });
      return { deploymentGroup: group, files };
    }
    default:
      return assertNever(rollout);
  }
}
