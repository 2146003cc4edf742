/**
 * A hook that CodeDeploy calls once, and then waits to hear from for up to an hour. The function of the user is asked until it has
 * made up its mind; a function of Lambda lives for a quarter of an hour at most, and hands over to itself before it ends.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { taskDefinitionOf } from './app-spec';
import { ask, HookAnswer, later, RolloutMoment } from './ask';
import { Aws } from './aws';
import { classify, errorName, errorText } from './errors';
import type { Context, Surroundings } from './hook';
import { patiently } from './patiently';

export interface CodeDeployHookEvent {
  readonly DeploymentId: string;
  readonly LifecycleEventHookExecutionId: string;
  /** What an invocation hands over to the next one; CodeDeploy knows nothing of it. */
  readonly handedOver?: HandedOver;
}

interface HandedOver {
  readonly beganAt: number;
  readonly notBefore: number;
  readonly details?: unknown;
}

type Hooks = Pick<Aws, 'invoke' | 'getDeployment' | 'listDeployments' | 'listDeploymentTargets' | 'putLifecycleEventHookExecutionStatus'>;

/** What is left of an invocation has to be enough to say so. */
const RESERVE_MS = 60_000;

/** An invocation that only waits has to end before it is asked to. */
const LONGEST_WAIT_MS = 10 * 60_000;

/** A stack goes back to one of the last versions, if to any. */
const LOOKED_BACK = 20;

/** CodeDeploy gives up after an hour by itself. */
const DEFAULT_TIMEOUT_SECONDS = 58 * 60;

export async function answerCodeDeploy(
  event: CodeDeployHookEvent, context: Context, aws: Hooks, env: Surroundings, pause: Pause = sleep,
): Promise<undefined> {
  const beganAt = event.handedOver?.beganAt ?? Date.now();
  let details = event.handedOver?.details;
  if (event.handedOver) { await pause(Math.max(0, event.handedOver.notBefore - Date.now())); }
  for (;;) {
    const answer = await consider(event, aws, env, details).catch((error: unknown): HookAnswer => {
      console.error(errorText(error));
      return classify(error) === 'pending' ? later(15, details) : { status: 'FAILED' };
    });
    if (answer.status !== 'IN_PROGRESS') { return say(event, aws, answer.status === 'SUCCEEDED' ? 'Succeeded' : 'Failed'); }
    if (Date.now() - beganAt > Number(env.TIMEOUT_SECONDS ?? DEFAULT_TIMEOUT_SECONDS) * 1000) {
      console.error(`${env.USER_FUNCTION} has not made up its mind in time`);
      return say(event, aws, 'Failed');
    }
    details = answer.details;
    const wait = Math.min((answer.retryAfterSeconds ?? 30) * 1000, LONGEST_WAIT_MS);
    if (context.getRemainingTimeInMillis() < wait + RESERVE_MS) {
      return handOver(event, context, aws, { beganAt, notBefore: Date.now() + wait, details });
    }
    await pause(wait);
  }
}

type Pause = (ms: number) => Promise<unknown>;

async function consider({ DeploymentId }: CodeDeployHookEvent, aws: Hooks, env: Surroundings, details: unknown): Promise<HookAnswer> {
  const { deploymentInfo: info } = await patiently(() => aws.getDeployment({ deploymentId: DeploymentId }));
  const taskDefinition = taskDefinitionOf(info?.revision);
  const group = { applicationName: info?.applicationName, deploymentGroupName: info?.deploymentGroupName };
  // There is no skipping of the first one: CodeDeploy's first deployment has a version to take the place of.
  const back = info?.creator === 'codeDeployRollback' || info?.rollbackInfo?.rollbackTriggeringDeploymentId !== undefined;
  // With other subnets or ports, the version that is there already has yet to prove itself.
  const isThere = taskDefinitionOf(info?.previousRevision) === taskDefinition;
  if (env.SKIP_ON_ROLLBACK === 'true' && (back || (!isThere && await hasBeenThere(aws, group, taskDefinition)))) {
    console.log('Skipped: this version has been rolled out before');
    return { status: 'SUCCEEDED' };
  }
  const [cluster = '', service = ''] = await targetOf(aws, DeploymentId);
  const moment: RolloutMoment = { stage: env.STAGE, engine: 'codeDeploy', cluster, service, deploymentId: DeploymentId, taskDefinition, details };
  return ask(aws, env.USER_FUNCTION, moment);
}

/** It is only told to the function, so that not knowing it is no reason to fail. */
async function targetOf(aws: Hooks, deploymentId: string): Promise<string[]> {
  try {
    const { targetIds } = await aws.listDeploymentTargets({ deploymentId });
    return targetIds?.[0]?.split(':') ?? [];
  } catch (error) {
    console.error(errorText(error));
    return [];
  }
}

/** Whether one of the deployments before has brought this version up. */
async function hasBeenThere(aws: Hooks, group: object, taskDefinition: string | undefined): Promise<boolean> {
  if (!taskDefinition) { return false; }
  const { deployments } = await patiently(() => aws.listDeployments({ ...group, includeOnlyStatuses: ['Succeeded'] }));
  for (const deploymentId of (deployments ?? []).slice(0, LOOKED_BACK)) {
    const { deploymentInfo } = await patiently(() => aws.getDeployment({ deploymentId }));
    if (taskDefinitionOf(deploymentInfo?.revision) === taskDefinition) { return true; }
  }
  return false;
}

async function say({ DeploymentId, LifecycleEventHookExecutionId }: CodeDeployHookEvent, aws: Hooks, status: 'Succeeded' | 'Failed'): Promise<undefined> {
  try {
    await patiently(() => aws.putLifecycleEventHookExecutionStatus({
      deploymentId: DeploymentId, lifecycleEventHookExecutionId: LifecycleEventHookExecutionId, status,
    }));
  } catch (error) {
    // Somebody was quicker, or the deployment has ended meanwhile: nobody is waiting any more.
    if (!/^(LifecycleEventAlreadyCompleted|InvalidLifecycleEventHookExecution|DeploymentDoesNotExist|InvalidDeployment)/.test(errorName(error))) { throw error; }
    console.log(`Not heard: ${errorText(error)}`);
  }
}

async function handOver(event: CodeDeployHookEvent, context: Context, aws: Hooks, handedOver: HandedOver): Promise<undefined> {
  const Payload = Buffer.from(JSON.stringify({ ...event, handedOver }));
  await patiently(() => aws.invoke({ FunctionName: context.invokedFunctionArn, InvocationType: 'Event', Payload }));
}
