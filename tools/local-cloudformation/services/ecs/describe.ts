/** Services, deployments, revisions and tasks in the API's words. */
import { ServiceDeployment } from './deployment';
import { EcsService, Revision } from './service';
import { TaskSet } from './task-set';
import { isObject, JsonObject } from '../../engine/values';
import type { Account } from '../../resources/account';

/** Maps whose keys are the user's own and keep their case. */
const USER_KEYS = ['Options', 'DockerLabels', 'Labels', 'DriverOpts', 'DockerSecurityOptions', 'HookDetails'];
const NUMBERS = ['containerPort', 'weight', 'base', 'minimumHealthyPercent', 'maximumPercent', 'bakeTimeInMinutes', 'healthCheckGracePeriodSeconds'];

/** What was said once is asked for again and again. */
const known = new WeakMap<object, unknown>();

export function camel(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) { return value; }
  const before = known.get(value);
  if (before !== undefined) { return before; }
  const made = Array.isArray(value) ? value.map(camel) : small(value as JsonObject);
  known.set(value, made);
  return made;
}

function small(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => {
    const name = `${key[0].toLowerCase()}${key.slice(1)}`;
    return [name, USER_KEYS.includes(key) ? item : NUMBERS.includes(name) && typeof item === 'string' ? Number(item) : camel(item)];
  }));
}

export function clusterArn({ partition, region, id }: Account, cluster: string): string {
  return `arn:${partition}:ecs:${region}:${id}:cluster/${cluster}`;
}

export function describeService(account: Account, service: EcsService): object {
  const { properties, primary, sets } = service;
  const byCodeDeploy = service.controller === 'CODE_DEPLOY';
  const shown = byCodeDeploy && primary
    ? { loadBalancers: primary.spec.loadBalancers, networkConfiguration: camel(primary.spec.networkConfiguration) } : {};
  return {
    ...camel(properties) as object,
    ...shown,
    serviceArn: service.arn,
    serviceName: service.name,
    clusterArn: clusterArn(account, service.cluster),
    status: 'ACTIVE',
    createdAt: service.createdAt,
    deploymentController: { type: service.controller },
    desiredCount: service.desired,
    runningCount: service.running,
    pendingCount: service.pending,
    taskDefinition: primary?.spec.taskDefinition ?? service.current?.taskDefinition ?? properties.TaskDefinition,
    healthCheckGracePeriodSeconds: Number(properties.HealthCheckGracePeriodSeconds ?? 0),
    enableExecuteCommand: String(properties.EnableExecuteCommand) === 'true',
    tags: tagList(service.tags),
    taskSets: byCodeDeploy ? sets.filter(set => !set.stoppedAt).map(describeSet) : [],
    deployments: byCodeDeploy ? [] : sets.filter(set => !set.stoppedAt).map(set => describeRollout(service, set)),
    events: [],
    ...service.current && !byCodeDeploy ? {
      currentServiceRevisions: [service.current].map(revision => ({
        arn: revision.arn,
        requestedTaskCount: service.desired,
        runningTaskCount: revision.set?.running ?? 0,
        pendingTaskCount: revision.set?.pending ?? 0,
      })),
      currentServiceDeployment: service.deployments.find(deployment => !deployment.hasEnded)?.arn,
    } : {},
  };
}

export const tagList = (tags: Readonly<Record<string, string>>): object[] => Object.entries(tags).map(([key, value]) => ({ key, value }));

function describeSet(set: TaskSet): object {
  const { spec } = set;
  return {
    id: spec.id,
    taskSetArn: spec.arn,
    serviceArn: spec.serviceArn,
    startedBy: spec.startedBy,
    externalId: spec.externalId,
    status: set.status,
    taskDefinition: spec.taskDefinition,
    computedDesiredCount: set.desired,
    pendingCount: set.pending,
    runningCount: set.running,
    createdAt: set.createdAt,
    updatedAt: set.updatedAt,
    launchType: spec.capacityProviderStrategy === undefined ? spec.launchType : undefined,
    capacityProviderStrategy: camel(spec.capacityProviderStrategy),
    platformVersion: spec.platformVersion ?? 'LATEST',
    networkConfiguration: camel(spec.networkConfiguration),
    loadBalancers: spec.loadBalancers.map(one => ({ ...one })),
    scale: { value: 100, unit: 'PERCENT' },
    stabilityStatus: set.isSteady ? 'STEADY_STATE' : 'STABILIZING',
    stabilityStatusAt: set.updatedAt,
  };
}

function describeRollout(service: EcsService, set: TaskSet): object {
  const deployment = service.deployments.find(({ target }) => target.set === set);
  const state = !deployment || deployment.status === 'SUCCESSFUL' ? 'COMPLETED' : deployment.hasEnded ? 'FAILED' : 'IN_PROGRESS';
  return {
    id: `ecs-svc/${deployment?.id ?? set.spec.id}`,
    status: set.status,
    taskDefinition: set.spec.taskDefinition,
    desiredCount: set.desired,
    runningCount: set.running,
    pendingCount: set.pending,
    failedTasks: set.failed,
    createdAt: set.createdAt,
    updatedAt: set.updatedAt,
    rolloutState: set.status === 'ACTIVE' ? 'COMPLETED' : state,
    rolloutStateReason: deployment?.statusReason ?? `ECS deployment ecs-svc/${deployment?.id ?? ''} ${state.toLowerCase()}.`,
  };
}

function revisionSummary(revision: Revision): object {
  const { set } = revision;
  return {
    arn: revision.arn,
    requestedTaskCount: set?.desired ?? 0,
    runningTaskCount: set?.running ?? 0,
    pendingTaskCount: set?.pending ?? 0,
    requestedProductionTrafficWeight: set?.weight,
    requestedTestTrafficWeight: undefined,
  };
}

export function describeBriefly(account: Account, deployment: ServiceDeployment): object {
  return {
    serviceDeploymentArn: deployment.arn,
    serviceArn: deployment.service.arn,
    clusterArn: clusterArn(account, deployment.service.cluster),
    targetServiceRevisionArn: deployment.target.arn,
    createdAt: deployment.createdAt,
    startedAt: deployment.startedAt,
    finishedAt: deployment.finishedAt,
    status: deployment.status,
    statusReason: deployment.statusReason,
  };
}

export function describeDeployment(account: Account, deployment: ServiceDeployment): object {
  const { configuration } = deployment;
  const alarms = isObject(configuration.Alarms) ? configuration.Alarms : undefined;
  return {
    serviceDeploymentArn: deployment.arn,
    serviceArn: deployment.service.arn,
    clusterArn: clusterArn(account, deployment.service.cluster),
    createdAt: deployment.createdAt,
    startedAt: deployment.startedAt,
    finishedAt: deployment.finishedAt,
    stoppedAt: deployment.stoppedAt,
    updatedAt: deployment.updatedAt,
    sourceServiceRevisions: deployment.source ? [revisionSummary(deployment.source)] : [],
    targetServiceRevision: revisionSummary(deployment.target),
    status: deployment.status,
    statusReason: deployment.statusReason,
    lifecycleStage: deployment.lifecycleStage,
    deploymentConfiguration: camel(configuration),
    rollback: deployment.rollback && { ...deployment.rollback },
    alarms: alarms && {
      status: deployment.triggered.length > 0 ? 'TRIGGERED' : deployment.hasEnded ? 'MONITORING_COMPLETE' : 'MONITORING',
      alarmNames: alarms.AlarmNames,
      triggeredAlarmNames: deployment.triggered,
    },
    lifecycleHookDetails: deployment.hooks.map(({ stage, ...run }) => ({ ...run, lifecycleStage: stage })),
  };
}

export function describeRevision(account: Account, service: EcsService, revision: Revision): object {
  const { properties } = revision;
  return {
    serviceRevisionArn: revision.arn,
    serviceArn: service.arn,
    clusterArn: clusterArn(account, service.cluster),
    taskDefinition: revision.taskDefinition,
    launchType: properties.LaunchType,
    platformVersion: properties.PlatformVersion,
    networkConfiguration: camel(properties.NetworkConfiguration),
    loadBalancers: camel(properties.LoadBalancers),
    capacityProviderStrategy: camel(properties.CapacityProviderStrategy),
    createdAt: revision.createdAt,
  };
}

export function describeTasks(account: Account, service: EcsService): object[] {
  return service.sets.flatMap(set => [
    ...set.runningTasks.map(taskArn => ({
      taskArn,
      clusterArn: clusterArn(account, service.cluster),
      taskDefinitionArn: set.spec.taskDefinition,
      lastStatus: 'RUNNING',
      desiredStatus: 'RUNNING',
      healthStatus: 'HEALTHY',
      startedBy: set.spec.id,
      group: `service:${service.name}`,
      containers: [],
    })),
    ...set.stoppedTasks.map(({ taskArn, stoppedAt, stoppedReason, container }) => ({
      taskArn,
      clusterArn: clusterArn(account, service.cluster),
      taskDefinitionArn: set.spec.taskDefinition,
      lastStatus: 'STOPPED',
      desiredStatus: 'STOPPED',
      startedBy: set.spec.id,
      group: `service:${service.name}`,
      stopCode: 'TaskFailedToStart',
      stoppedAt,
      stoppedReason,
      containers: [{ ...container, lastStatus: 'STOPPED' }],
    })),
  ]);
}
