/** Does what has been decided. Each step may be repeated: the next poll does it again if its answer was lost. */
import { Action, Create, Done, Fail } from './action';
import { renderAppSpec, revisionLocation, taskDefinitionOf } from './app-spec';
import { Aws } from './aws';
import { consoleUrl } from './console';
import { readTarget, time } from './deployments';
import { classify, errorText } from './errors';
import { explain } from './explain';
import { fingerprint } from './fingerprint';
import { MINUTE } from './judge';
import { describeMarker } from './marker';
import { RolloutRequest } from './request';
import { resumeScalingOf, suspendScaling } from './scaling';
import { applyChanges, applyTags, changesBefore, changesInAll } from './settings';
import { World } from './world';
import { RolloutData } from '../wire/rollout';

/** There is nothing left to hope for: the only error that ends a request. */
export class Verdict extends Error {}

/** Gives the answer for CloudFormation if that was the last thing to do. */
export async function act(aws: Aws, request: RolloutRequest, world: World, action: Action): Promise<RolloutData | undefined> {
  switch (action.kind) {
    case 'wait': return undefined;
    case 'create': return create(aws, request, world, action);
    case 'stop': return void await aws.stopDeployment({ deploymentId: action.deployment, autoRollbackEnabled: action.rollback });
    case 'endWait': return void await aws.continueDeployment({ deploymentId: action.deployment, deploymentWaitType: 'TERMINATION_WAIT' });
    case 'approve': return void await aws.continueDeployment({ deploymentId: action.deployment, deploymentWaitType: 'READY_WAIT' });
    case 'settle': return applyChanges(aws, request, { desiredCount: request.policy.desiredCount }) as Promise<undefined>;
    case 'done': return finish(aws, request, world, action);
    case 'fail': return fail(aws, request, world, action);
  }
}

async function create(aws: Aws, request: RolloutRequest, world: World, { hurry, alarms }: Create): Promise<undefined> {
  const { props } = request;
  await suspendScaling(aws, props.scaling);
  if (world.service) { await applyChanges(aws, request, changesBefore(request, world.service)); }
  await aws.createDeployment({
    applicationName: props.application,
    deploymentGroupName: props.deploymentGroup,
    description: describeMarker({ requestId: request.id, fingerprint: fingerprint(props.revision) }),
    revision: revisionLocation(renderAppSpec(props.revision, hurry ? {} : props.hooks)),
    ...hurry
      ? {
        deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
        autoRollbackConfiguration: { enabled: false },
        overrideAlarmConfiguration: { enabled: false, alarms: [] },
      }
      : {
        deploymentConfigName: props.deploymentConfig,
        ...alarms ? { overrideAlarmConfiguration: { enabled: alarms.length > 0, alarms: alarms.map(name => ({ name })) } } : {},
      },
  });
  return undefined;
}

async function finish(aws: Aws, request: RolloutRequest, world: World, done: Done): Promise<RolloutData> {
  const { service } = world;
  if (done.applies && service) {
    await persistently(request, async () => {
      await applyChanges(aws, request, changesInAll(request, service));
      await applyTags(aws, request, service);
    });
  }
  if (done.resumes) { await persistently(request, () => resumeScalingOf(aws, request.props.scaling)); }
  return answerFor(aws, request, world, done);
}

/**
 * Tries again with the next poll while there is time. What can never be done is told, unless there is something worse to tell:
 * going back must not fail over a setting.
 */
async function persistently(request: RolloutRequest, work: () => Promise<void>, forgives = request.view.rollback): Promise<void> {
  try {
    await work();
  } catch (error) {
    const late = request.now - request.view.startedAt > request.policy.budget + 2 * MINUTE;
    if (classify(error) === 'pending' ? !late : !forgives) { throw error; }
    console.error(`Went on without it: ${errorText(error)}`);
  }
}

async function fail(aws: Aws, request: RolloutRequest, world: World, action: Fail): Promise<never> {
  await persistently(request, () => resumeScalingOf(aws, request.props.scaling), true);
  throw new Verdict(await explain(aws, request, world, action));
}

async function answerFor(aws: Aws, request: RolloutRequest, world: World, done: Done): Promise<RolloutData> {
  const info = [...world.deployments.ended, world.deployments.active].find(candidate => candidate?.deploymentId === done.deployment);
  const target = world.target ?? (done.deployment ? await readTarget(aws, done.deployment, request.props).catch(() => undefined) : undefined);
  const shifted = target?.lifecycleEvents?.find(event => event.lifecycleEventName === 'AllowTraffic' && event.status === 'Succeeded')?.endTime;
  return {
    DeploymentId: done.deployment ?? '',
    Status: done.status,
    ConsoleUrl: done.deployment ? consoleUrl(request.stackId, done.deployment) : '',
    TrafficShiftedAt: shifted ? new Date(time(shifted)).toISOString() : '',
    PreviousTaskDefinition: taskDefinitionOf(info?.previousRevision) ?? request.old?.revision.taskDefinition ?? '',
  };
}
