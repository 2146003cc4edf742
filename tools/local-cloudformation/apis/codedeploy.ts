/** CodeDeploy. */
import { listOf, Service } from './api';
import { ServiceError } from '../engine/errors';
import { isObject, JsonObject } from '../engine/values';
import { Account } from '../resources/account';
import { Deployment } from '../services/codedeploy/deployment';
import { assertApplication, configProperties, GROUP, groupOf } from '../services/codedeploy/group';
import { camel } from '../services/ecs/describe';
import { TaskSet } from '../services/ecs/task-set';

function describe({ options, ...deployment }: Deployment): object {
  const { asked, group } = options;
  return {
    applicationName: group.application,
    deploymentGroupName: group.name,
    deploymentConfigName: options.config,
    deploymentId: deployment.id,
    revision: options.revision,
    status: deployment.status,
    errorInformation: deployment.error,
    createTime: deployment.createTime,
    startTime: deployment.startTime,
    completeTime: deployment.completeTime,
    description: options.description,
    creator: options.creator,
    autoRollbackConfiguration: asked.autoRollbackConfiguration ?? camel(group.live.properties.AutoRollbackConfiguration),
    overrideAlarmConfiguration: asked.overrideAlarmConfiguration,
    rollbackInfo: deployment.rollback,
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    instanceTerminationWaitTimeStarted: deployment.terminationWaitStarted,
    blueGreenDeploymentConfiguration: camel(group.live.properties.BlueGreenDeploymentConfiguration),
    computePlatform: 'ECS',
  };
}

const isKnown = ({ agenda, faults }: Account, { createTime }: Deployment): boolean =>
  createTime.getTime() + (faults.describeLagSeconds ?? 0) * 1000 <= agenda.now;

function describeSet(account: Account, set: TaskSet, label: 'Blue' | 'Green'): object {
  const name = account.find('AWS::ElasticLoadBalancingV2::TargetGroup', set.targetGroups[0])?.attributes.TargetGroupName;
  return {
    identifer: set.spec.id,
    desiredCount: set.desired,
    pendingCount: set.pending,
    runningCount: set.running,
    status: set.status,
    trafficWeight: set.weight,
    targetGroup: { name },
    taskSetLabel: label,
  };
}

function describeTarget(account: Account, deployment: Deployment): object {
  const { blue, green, options: { group } } = deployment;
  return {
    deploymentTargetType: 'ECSTarget',
    ecsTarget: {
      deploymentId: deployment.id,
      targetId: deployment.targetId,
      targetArn: `arn:${account.partition}:ecs:${account.region}:${account.id}:service/${group.cluster}/${group.service}`,
      lastUpdatedAt: account.clock.now(),
      lifecycleEvents: deployment.events.map(({ name, hookId: _hook, ...event }) => ({ lifecycleEventName: name, ...event })),
      status: deployment.hasEnded ? deployment.status === 'Succeeded' ? 'Succeeded' : 'Failed' : deployment.status === 'Ready' ? 'Ready' : 'InProgress',
      taskSetsInfo: [...blue ? [describeSet(account, blue, 'Blue')] : [], ...green ? [describeSet(account, green, 'Green')] : []],
    },
  };
}

function started(account: Account, id: unknown): Deployment {
  const deployment = account.services.codeDeploy.find(id);
  if (['Created', 'Queued'].includes(deployment.status)) {
    throw new ServiceError('DeploymentNotStartedException', `The specified deployment has not started: ${deployment.id}`);
  }
  return deployment;
}

function running(account: Account, id: unknown): Deployment {
  const deployment = account.services.codeDeploy.find(id);
  if (deployment.hasEnded) { throw new ServiceError('DeploymentAlreadyCompletedException', `The deployment ${deployment.id} is already in the ${deployment.status} state`); }
  return deployment;
}

/** The deployment group that an ARN names. */
function taggedGroup(account: Account, arn: unknown) {
  const [application, group] = (/:deploymentgroup:(.*)$/.exec(String(arn))?.[1] ?? '').split('/');
  return groupOf(account, application, group).live;
}

export const codedeploy: Service = {
  CreateDeployment: (input, { services }) => ({ deploymentId: services.codeDeploy.create(input).id }),
  GetDeployment: (input, account) => {
    const found = account.services.codeDeploy.find(input.deploymentId);
    if (!isKnown(account, found)) { throw new ServiceError('DeploymentDoesNotExistException', `The deployment ${found.id} could not be found`); }
    return { deploymentInfo: describe(found) };
  },
  BatchGetDeployments: (input, account) => {
    const wanted = listOf(input.deploymentIds);
    if (wanted.length > 25) { throw new ServiceError('BatchLimitExceededException', 'The maximum number of names or IDs allowed for this request was exceeded.'); }
    const found = account.services.codeDeploy.all().filter(deployment => wanted.includes(deployment.id) && isKnown(account, deployment));
    return { deploymentsInfo: found.map(describe) };
  },
  /** What is newer than the lag is not listed yet. */
  ListDeployments: (input, account) => {
    const { codeDeploy } = account.services;
    if (input.deploymentGroupName !== undefined) { assertApplication(account, input.applicationName); }
    const { applicationName, deploymentGroupName } = input;
    const all = deploymentGroupName === undefined ? codeDeploy.all() : codeDeploy.of(groupOf(account, applicationName, deploymentGroupName));
    const statuses = listOf(input.includeOnlyStatuses);
    const range: JsonObject = isObject(input.createTimeRange) ? input.createTimeRange : {};
    const time = (value: unknown, fallback: number) => value === undefined ? fallback : new Date(value as Date).getTime();
    const newest = account.agenda.now - (account.faults.listLagSeconds ?? 0) * 1000;
    const found = all.filter(({ status, createTime }) => (statuses.length === 0 || statuses.includes(status)) && createTime.getTime() <= newest
      && createTime.getTime() >= time(range.start, 0) && createTime.getTime() <= time(range.end, Number.POSITIVE_INFINITY));
    return { deployments: [...found].reverse().map(({ id }) => id) };
  },
  StopDeployment: (input, account) => {
    const deployment = running(account, input.deploymentId);
    const rollback = input.autoRollbackEnabled === undefined ? deployment.options.rollsBackOn.includes('DEPLOYMENT_STOP_ON_REQUEST') : input.autoRollbackEnabled === true;
    deployment.mail.send({ kind: 'stop', rollback });
    return { status: 'Pending', statusMessage: 'The deployment is being stopped.' };
  },
  ContinueDeployment: (input, account) => {
    const deployment = running(account, input.deploymentId);
    const type = String(input.deploymentWaitType ?? 'READY_WAIT');
    if (!['READY_WAIT', 'TERMINATION_WAIT'].includes(type)) { throw new ServiceError('InvalidDeploymentWaitTypeException', 'The wait type is invalid.'); }
    if (type === 'READY_WAIT' && deployment.status !== 'Ready') {
      throw new ServiceError('DeploymentIsNotInReadyStateException', `The deployment ${deployment.id} is not in the Ready state`);
    }
    if (type === 'TERMINATION_WAIT' && !deployment.terminationWaitStarted) {
      throw new ServiceError('InvalidDeploymentStatusException', `The deployment ${deployment.id} does not wait to end its original task set`);
    }
    deployment.mail.send({ kind: 'continue', type });
    return {};
  },
  ListDeploymentTargets: (input, account) => ({ targetIds: [started(account, input.deploymentId).targetId] }),
  GetDeploymentTarget: (input, account) => {
    const deployment = started(account, input.deploymentId);
    if (input.targetId !== deployment.targetId) {
      throw new ServiceError('DeploymentTargetDoesNotExistException', `The deployment target ${String(input.targetId)} does not exist in deployment ${deployment.id}`);
    }
    return { deploymentTarget: describeTarget(account, deployment) };
  },
  BatchGetDeploymentTargets: (input, account) => {
    const deployment = started(account, input.deploymentId);
    const isWanted = listOf(input.targetIds ?? [deployment.targetId]).includes(deployment.targetId);
    return { deploymentTargets: isWanted ? [describeTarget(account, deployment)] : [] };
  },
  PutLifecycleEventHookExecutionStatus: (input, account) => {
    const deployment = account.services.codeDeploy.find(input.deploymentId);
    const id = String(input.lifecycleEventHookExecutionId);
    const event = deployment.events.find(({ hookId }) => hookId === id);
    if (!event) { throw new ServiceError('InvalidLifecycleEventHookExecutionIdException', 'The lifecycle event hook execution ID is invalid.'); }
    if (event.status !== 'InProgress') { throw new ServiceError('LifecycleEventAlreadyCompletedException', 'An attempt was made to return the status of a completed lifecycle event.'); }
    if (!['Succeeded', 'Failed'].includes(String(input.status))) { throw new ServiceError('InvalidLifecycleEventHookExecutionStatusException', 'The status is invalid.'); }
    deployment.mail.send({ kind: 'hook', id, status: String(input.status) });
    return { lifecycleEventHookExecutionId: id };
  },
  GetDeploymentGroup: (input, account) => {
    const { live } = groupOf(account, input.applicationName, input.deploymentGroupName);
    return { deploymentGroupInfo: { ...camel(live.properties) as object, deploymentGroupName: live.physicalId, computePlatform: 'ECS' } };
  },
  UpdateDeploymentGroup: (input, account) => {
    const { live } = groupOf(account, input.applicationName, input.currentDeploymentGroupName);
    const { applicationName: _application, currentDeploymentGroupName: _group, ...changes } = input;
    const pascal = (value: unknown): unknown => Array.isArray(value) ? value.map(pascal)
      : isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [`${key[0].toUpperCase()}${key.slice(1)}`, pascal(item)])) : value;
    account.put({ ...live, type: GROUP, properties: { ...live.properties, ...pascal(changes) as JsonObject } });
    return { hooksNotCleanedUp: [] };
  },
  TagResource: (input, account) => {
    const live = taggedGroup(account, input.resourceArn ?? input.ResourceArn);
    const added = listOf(input.tags ?? input.Tags).filter(isObject);
    const kept = listOf(live.properties.Tags).filter(isObject).filter(({ Key }) => !added.some(tag => tag.Key === Key));
    account.put({ ...live, type: GROUP, properties: { ...live.properties, Tags: [...kept, ...added] } });
    return {};
  },
  ListTagsForResource: (input, account) => ({ Tags: taggedGroup(account, input.resourceArn ?? input.ResourceArn).properties.Tags ?? [] }),
  GetDeploymentConfig: (input, account) => {
    const name = String(input.deploymentConfigName);
    const properties = configProperties(account, name);
    if (!properties) { throw new ServiceError('DeploymentConfigDoesNotExistException', `No deployment configuration found for name: ${name}`); }
    return { deploymentConfigInfo: { ...camel(properties) as object, deploymentConfigName: name, computePlatform: 'ECS' } };
  },
};
