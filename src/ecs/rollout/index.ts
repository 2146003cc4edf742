/** How a new version of a service arrives: one file or folder for each engine. */
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { CfnOutput, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CodeDeployParts, makeCodeDeploy, PipelineFiles } from './codedeploy';
import { abortRollout, approveRollout, RolloutsOf } from './commands';
import { gracePeriod } from './grace-period';
import { refineNative, renderNative } from './native';
import { notifyOfRollout } from './notifications';
import { refineRolling, renderRolling } from './rolling';
import { Traffic } from './traffic';
import { isSideBySide, WorkloadSpec } from '../../model';
import { RenderedExposure, RenderedListener } from '../../platform';
import { assertNever } from '../../private/assert-never';

export type { PipelineFiles } from './codedeploy';
export { abortRollout, approveRollout, listRollouts } from './commands';
export type { RolloutsOf } from './commands';
export { registration } from './registration';
export { Traffic } from './traffic';

/** The rollout in the words of an ECS service. */
export function renderRollout(spec: WorkloadSpec, ownAlarms: readonly cloudwatch.IAlarm[], region: string): Partial<ecs.BaseServiceOptions> {
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
  readonly listeners: readonly RenderedListener[];
  readonly traffic?: Traffic;
}

/** What was made around the service. */
export interface RenderedRollout {
  /** How to speak of its rollouts on a command line. */
  readonly rollouts: RolloutsOf;
  readonly deploymentGroup?: codedeploy.EcsDeploymentGroup;
  readonly files?: () => PipelineFiles;
}

/** Makes what the engine of the rollout works with, and tells the service what its L2 has no word for. */
export function applyRollout(scope: Construct, parts: RolloutParts): RenderedRollout {
  const { spec, spec: { rollout }, service, ground: { cluster } } = parts;
  const rendered = applyEngine(scope, parts);
  if (rollout.notifications) {
    const { deploymentGroup } = rendered;
    const topic = rollout.notifications.value as sns.ITopic;
    notifyOfRollout(scope, { spec, service, cluster, deploymentGroup, application: deploymentGroup?.application, topic });
  }
  if (isSideBySide(rollout) && rollout.approval) {
    new CfnOutput(scope, 'ApproveRollout', { description: `Lets a rollout of ${spec.name} go on`, value: approveRollout(rendered.rollouts) });
    new CfnOutput(scope, 'AbortRollout', { description: `Takes a rollout of ${spec.name} back`, value: abortRollout(rendered.rollouts) });
  }
  return rendered;
}

function applyEngine(scope: Construct, parts: RolloutParts): RenderedRollout {
  const { spec: { name, rollout }, service, ground, rendered, listeners } = parts;
  const { region } = Stack.of(scope);
  const byEcs: RenderedRollout = { rollouts: { engine: 'ecs', region, cluster: ground.cluster.clusterName, service: service.serviceName } };
  switch (rollout.kind) {
    case 'rolling':
      refineRolling(service, rollout);
      return byEcs;
    case 'shifting':
      refineNative(scope, { ground, name, rollout, service, rendered, listeners, traffic: parts.traffic! });
      return byEcs;
    case 'codeDeploy': {
      const { group, files } = makeCodeDeploy(scope, { ...parts, rollout, exposure: rendered[0], traffic: parts.traffic! });
      const application = group.application.applicationName;
      return { rollouts: { engine: 'codeDeploy', region, application, deploymentGroup: group.deploymentGroupName }, deploymentGroup: group, files };
    }
    default:
      return assertNever(rollout);
  }
}
