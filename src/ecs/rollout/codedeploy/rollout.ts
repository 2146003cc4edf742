import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { CustomResource, Duration, Lazy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CodeDeployParts } from './parts';
import { revisionOf } from './revision';
import { RESOURCES, RolloutProperties } from '../../../functions';
import { RELAY_MINUTES, relays, RolloutStageName } from '../../../model';
import { Deployments } from '../../../rollout';
import { alarmsOf } from '../alarms';
import { gracePeriod } from '../grace-period';
import { RenderedHook } from '../hooks';

/** CodeDeploy's words for the moments of a rollout. */
const LIFECYCLE_EVENTS: Record<RolloutStageName, string> = {
  beforeScaleUp: 'BeforeInstall',
  afterScaleUp: 'AfterInstall',
  afterTestTraffic: 'AfterAllowTestTraffic',
  beforeProductionTraffic: 'BeforeAllowTraffic',
  afterProductionTraffic: 'AfterAllowTraffic',
};

const WAIT_FOR = { trafficShifted: 'TRAFFIC_SHIFTED', completed: 'COMPLETED', started: 'STARTED' } as const;
const ON_ACTIVE = { wait: 'WAIT', stop: 'STOP', fail: 'FAIL' } as const;
const SUSPEND = { scaleIn: 'SCALE_IN', all: 'ALL', none: 'NONE' } as const;

/**
 * The deployment itself, as a resource of the stack: it is done when the service is what the template wants, and back when the
 * stack goes back. What takes longer than a custom resource may is waited for by a chain of further ones.
 */
export function makeRollout(
  scope: Construct, parts: CodeDeployParts, group: codedeploy.EcsDeploymentGroup, hooks: readonly RenderedHook[],
): CustomResource[] {
  const deployments = Deployments.of(scope);
  deployments.drive({
    clusterName: parts.ground.cluster.clusterName, serviceArn: parts.service.serviceArn, scaled: scales(parts),
  });
  if (scales(parts)) {
    deployments.resumeScaling(scope, {
      application: group.application.applicationName, deploymentGroup: group.deploymentGroupName, resourceId: scaledResource(parts),
    });
  }
  const maxWait = parts.rollout.maxWait.toMinutes({ integral: false });
  const count = relays(maxWait);
  const chain: CustomResource[] = [];
  for (let index = 0; index <= count; index++) {
    const budget = Math.min(RELAY_MINUTES, maxWait - index * RELAY_MINUTES);
    const resource = new CustomResource(scope, index === 0 ? 'Rollout' : `RolloutWait${index}`, {
      serviceToken: deployments.serviceToken,
      resourceType: index === 0 ? RESOURCES.rollout : RESOURCES.wait,
      serviceTimeout: Duration.hours(1),
      properties: { ...propertiesOf(parts, group, hooks), budgetMinutes: `${budget}`, relaysLeft: `${count - index}` },
    });
    if (index > 0) {
      resource.node.addDependency(chain[index - 1]);
    }
    chain.push(resource);
  }
  return chain;
}

function propertiesOf(
  parts: CodeDeployParts, group: codedeploy.EcsDeploymentGroup, hooks: readonly RenderedHook[],
): Omit<RolloutProperties, 'budgetMinutes' | 'relaysLeft'> {
  const { ground, spec, rollout, service } = parts;
  const { scaling } = spec;
  return {
    application: group.application.applicationName,
    deploymentGroup: group.deploymentGroupName,
    deploymentConfig: group.deploymentConfig.deploymentConfigName,
    cluster: ground.cluster.clusterName,
    service: service.serviceName,
    revision: revisionOf(parts),
    hooks: hooksOf(hooks),
    settings: {
      desiredCount: scaling.kind === 'fixed' ? `${scaling.count}` : undefined,
      healthCheckGracePeriodSeconds: `${gracePeriod(spec)?.toSeconds() ?? 0}`,
      enableExecuteCommand: `${spec.exec}`,
      // Known only when everything that tags has been asked.
      tags: Lazy.any({ produce: () => (service.node.defaultChild as ecs.CfnService).tags.tagValues() }) as unknown as Record<string, string>,
    },
    waitFor: WAIT_FOR[rollout.waitFor],
    onActiveDeployment: ON_ACTIVE[rollout.onActiveDeployment],
    alarms: alarmsOf(rollout.alarms, parts.alarms).map(alarm => alarm.alarmName),
    alarmsFiringAtStart: rollout.alarmsFiringAtStart === 'ignore' ? 'IGNORE' : 'FAIL',
    startTimeoutMinutes: `${rollout.startTimeout.toMinutes()}`,
    scaling: scales(parts) ? { resourceId: scaledResource(parts), suspend: SUSPEND[rollout.suspendedScaling] } : undefined,
    redeployNonce: rollout.redeployNonce,
  };
}

/** The function that CodeDeploy asks at each of its moments. */
export function hooksOf(hooks: readonly RenderedHook[]): Record<string, string> {
  return Object.fromEntries(hooks.map(({ hook, adapter }) => [LIFECYCLE_EVENTS[hook.stage], adapter.functionName]));
}

/** Whether scaling has to stand still meanwhile. */
function scales({ spec, rollout }: CodeDeployParts): boolean {
  return spec.scaling.kind === 'range' && rollout.suspendedScaling !== 'none';
}

function scaledResource({ ground, service }: CodeDeployParts): string {
  return `service/${ground.cluster.clusterName}/${service.serviceName}`;
}
