/** Reads the world for one request and reduces it to the situation that decisions are made of. */
import type { DeploymentInfo, ECSTarget } from '@aws-sdk/client-codedeploy';
import type { Service, TaskSet } from '@aws-sdk/client-ecs';
import { taskDefinitionOf } from './app-spec';
import { Aws } from './aws';
import { DeploymentReader, Deployments, readDeployments, readTarget, time } from './deployments';
import { fingerprint, isRevision } from './fingerprint';
import { MINUTE } from './judge';
import { readMarker } from './marker';
import { RolloutRequest } from './request';
import { DeploymentView, ServiceView, Situation } from './situation';

export interface World {
  readonly service?: Service;
  readonly deployments: Deployments;
  /** How far the deployment under way has come. */
  readonly target?: ECSTarget;
  readonly situation: Situation;
}

/** What a relay waits for, or a stack goes back from, may have begun as long ago as a rollout with all its relays may take. */
const LOOKING_BACK = 8 * 60 * MINUTE;

export async function readWorld(aws: DeploymentReader & Pick<Aws, 'describeServices' | 'describeAlarms'>, request: RolloutRequest): Promise<World> {
  const { props } = request;
  const [{ services }, deployments] = await Promise.all([
    aws.describeServices({ cluster: props.cluster, services: [props.service] }),
    readDeployments(aws, props, request.view.startedAt - LOOKING_BACK),
  ]);
  const service = services?.find(candidate => candidate.status === 'ACTIVE');
  const target = deployments.active ? await readTarget(aws, deployments.active.deploymentId!, props) : undefined;
  const view = (info: DeploymentInfo) => deploymentView(info, request, service, info === deployments.active ? target : undefined);
  const quiet: Situation = {
    now: request.now,
    request: request.view,
    policy: request.policy,
    service: service && serviceView(service, request, await isAdrift(aws, deployments, request)),
    active: deployments.active && view(deployments.active),
    ended: deployments.ended.map(view),
    firing: [],
  };
  const { alarms } = request.policy;
  const situation = mayCreate(quiet) && alarms.length > 0 ? { ...quiet, firing: await firing(aws, alarms) } : quiet;
  return { service, deployments, target, situation };
}

export function primaryOf(service: Service): TaskSet | undefined {
  // A service that has just been made may not have listed its copies as a set yet.
  return service.taskSets?.length ? service.taskSets.find(set => set.status === 'PRIMARY') : service;
}

function serviceView(service: Service, { props }: RolloutRequest, adrift: boolean): ServiceView {
  const primary = primaryOf(service);
  return {
    desiredCount: service.desiredCount ?? 0,
    steady: (service.runningCount ?? 0) === (service.desiredCount ?? 0) && !service.pendingCount
      && (primary?.stabilityStatus ?? 'STEADY_STATE') === 'STEADY_STATE',
    primaryIsWanted: !adrift && primary !== undefined && isRevision(primary, props.revision),
    blueIsWanted: (service.taskSets ?? []).some(set => set.status === 'ACTIVE' && (set.runningCount ?? 0) > 0 && isRevision(set, props.revision)),
  };
}

/**
 * Whether the traffic may be elsewhere than ECS says. A deployment that ends while it moves the traffic, and is not taken back, leaves it
 * where it happens to be, though the primary copies are still the old ones; one that takes another back and fails does, too.
 */
async function isAdrift(aws: DeploymentReader, { active, ended }: Deployments, { props }: RolloutRequest): Promise<boolean> {
  const last = ended[ended.length - 1];
  if (active || !last || last.status === 'Succeeded' || last.rollbackInfo?.rollbackDeploymentId !== undefined) { return false; }
  if (isTakingBack(last)) { return true; }
  const target = await readTarget(aws, last.deploymentId!, props);
  const shift = target?.lifecycleEvents?.find(event => event.lifecycleEventName === 'AllowTraffic');
  return shift?.startTime !== undefined || ['InProgress', 'Succeeded', 'Failed'].includes(shift?.status ?? '')
    || (target?.taskSetsInfo ?? []).some(set => set.status !== 'PRIMARY' && (set.trafficWeight ?? 0) > 0);
}

const isTakingBack = (info: DeploymentInfo): boolean =>
  info.creator === 'codeDeployRollback' || info.rollbackInfo?.rollbackTriggeringDeploymentId !== undefined;

function deploymentView(info: DeploymentInfo, request: RolloutRequest, service: Service | undefined, target: ECSTarget | undefined): DeploymentView {
  const marker = readMarker(info.description);
  const rollback = isTakingBack(info);
  const event = (name: string) => target?.lifecycleEvents?.find(candidate => candidate.lifecycleEventName === name);
  const install = event('Install');
  return {
    id: info.deploymentId!,
    status: info.status ?? 'Created',
    rollback,
    mine: !rollback && marker?.requestId === request.id,
    same: marker ? marker.fingerprint === fingerprint(request.props.revision) : deploysWanted(info, request, service),
    shifted: info.instanceTerminationWaitTimeStarted === true || event('AfterAllowTraffic')?.status === 'Succeeded',
    installingSince: install?.status === 'InProgress' && install.startTime ? time(install.startTime) : undefined,
    endedAt: info.completeTime && time(info.completeTime),
    takenBackBy: info.rollbackInfo?.rollbackDeploymentId,
  };
}

/** A deployment that others have made is told by the copies it has brought up, or else by what it says it will bring up. */
function deploysWanted(info: DeploymentInfo, { props }: RolloutRequest, service: Service | undefined): boolean {
  const copies = service?.taskSets?.find(set => set.externalId === info.deploymentId);
  return copies ? isRevision(copies, props.revision) : taskDefinitionOf(info.revision) === props.revision.taskDefinition;
}

/** Alarms matter only just before a deployment begins. */
function mayCreate(s: Situation): boolean {
  return s.request.role === 'rollout' && !s.request.rollback && !s.active && (s.request.again || !s.service?.primaryIsWanted);
}

async function firing(aws: Pick<Aws, 'describeAlarms'>, alarms: string[]): Promise<string[]> {
  const found = await aws.describeAlarms({ AlarmNames: alarms, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], StateValue: 'ALARM' });
  return [...found.MetricAlarms ?? [], ...found.CompositeAlarms ?? []].map(alarm => alarm.AlarmName ?? '');
}
