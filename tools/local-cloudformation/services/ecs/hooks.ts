/** Lifecycle hooks of a native deployment: functions that are asked until they have made up their mind, and pauses that somebody ends. */
import { HookRun, objectAt, ServiceDeployment } from './deployment';
import { clusterArn } from './describe';
import { Interrupted } from './interrupted';
import { isObject, JsonObject } from '../../engine/values';
import { payloadOf } from '../../lambda/payload';
import type { Account } from '../../resources/account';
import { isAllowed } from '../permissions';

const DEFAULT_TIMEOUT_MINUTES = 1440;
const DEFAULT_DELAY_SECONDS = 30;

/** Runs the hooks of a stage, side by side as far as the outcome goes. Throws if one of them says no. */
export async function runHooks(account: Account, deployment: ServiceDeployment, stage: string): Promise<void> {
  const declared = deployment.configuration.LifecycleHooks;
  const hooks = (Array.isArray(declared) ? declared : []).filter(isObject)
    .filter(hook => Array.isArray(hook.LifecycleStages) && hook.LifecycleStages.includes(stage));
  for (const hook of hooks) {
    await (hook.TargetType === 'PAUSE' ? pause(account, deployment, hook, stage) : ask(account, deployment, hook, stage));
  }
}

function begin(account: Account, deployment: ServiceDeployment, hook: JsonObject, stage: string): { run: HookRun; seconds: number } {
  const timeout = objectAt(hook, 'TimeoutConfiguration');
  const seconds = Number(timeout.TimeoutInMinutes ?? DEFAULT_TIMEOUT_MINUTES) * 60;
  const isPause = hook.TargetType === 'PAUSE';
  const run: HookRun = {
    hookId: `ecs-${isPause ? 'pause' : 'lambda'}-${account.random(32)}`,
    targetType: isPause ? 'PAUSE' : 'AWS_LAMBDA',
    targetArn: hook.HookTargetArn === undefined ? undefined : String(hook.HookTargetArn),
    stage,
    status: isPause ? 'AWAITING_ACTION' : 'IN_PROGRESS',
    expiresAt: new Date(account.agenda.now + seconds * 1000),
    timeoutAction: String(timeout.Action ?? 'ROLLBACK'),
  };
  deployment.hooks.push(run);
  deployment.enter(stage);
  return { run, seconds };
}

async function pause(account: Account, deployment: ServiceDeployment, hook: JsonObject, stage: string): Promise<void> {
  const { run, seconds } = begin(account, deployment, hook, stage);
  const deadline = account.agenda.now + seconds * 1000;
  account.services.bus.emit({
    source: 'aws.ecs',
    type: 'ECS Hook State Change',
    resources: [deployment.arn],
    detail: {
      eventType: 'INFO',
      eventName: 'HOOK_AWAITING_ACTION',
      hookId: run.hookId,
      hookType: 'PAUSE',
      lifecycleStage: stage,
      clusterArn: clusterArn(account, deployment.service.cluster),
      serviceArn: deployment.service.arn,
      serviceDeploymentArn: deployment.arn,
      expiresAt: run.expiresAt!.toISOString(),
      updatedAt: account.clock.now().toISOString(),
    },
  });
  for (;;) {
    const message = await deployment.mail.wait(Math.max(0, deadline - account.agenda.now) / 1000);
    if (message === undefined) {
      run.status = 'TIMED_OUT';
      if (run.timeoutAction === 'CONTINUE') { return; }
      throw new Interrupted('rollback', `Service deployment rolled back because the pause lifecycle hook ${run.hookId} timed out.`);
    }
    if (message.kind !== 'continue') { throw Interrupted.by(message); }
    if (message.hookId !== run.hookId) { continue; }
    run.status = message.action === 'CONTINUE' ? 'SUCCEEDED' : 'FAILED';
    if (message.action === 'CONTINUE') { return; }
    throw new Interrupted('rollback', 'Service deployment rolled back because of a user request.');
  }
}

async function ask(account: Account, deployment: ServiceDeployment, hook: JsonObject, stage: string): Promise<void> {
  const { run, seconds } = begin(account, deployment, hook, stage);
  const deadline = account.agenda.now + seconds * 1000;
  const fail = (status: HookRun['status']): never => {
    run.status = status;
    throw new Interrupted('rollback', 'Service deployment rolled back because of lifecycle hook execution failure(s) detected.');
  };
  const functionArn = String(hook.HookTargetArn);
  if (!isAllowed(account, String(hook.RoleArn), 'lambda:InvokeFunction', functionArn)) { fail('FAILED'); }
  let details: unknown = hook.HookDetails;
  for (;;) {
    const event = {
      executionDetails: {
        testTrafficWeights: {}, productionTrafficWeights: {}, serviceArn: deployment.service.arn, targetServiceRevisionArn: deployment.target.arn,
      },
      executionId: run.hookId,
      lifecycleStage: stage,
      resourceArn: deployment.arn,
      ...details === undefined ? {} : { hookDetails: details },
    };
    const { value } = await account.agenda.aside(payloadOf(() => account.services.lambda.invoke(functionArn, event)));
    const answer = isObject(value) ? value : {};
    if (answer.hookStatus === 'SUCCEEDED') { run.status = 'SUCCEEDED'; return; }
    if (answer.hookStatus !== 'IN_PROGRESS') { fail('FAILED'); }
    details = answer.hookDetails ?? details;
    const delay = Number(answer.callBackDelay ?? DEFAULT_DELAY_SECONDS);
    if (account.agenda.now + delay * 1000 > deadline) { fail('TIMED_OUT'); }
    const message = await deployment.mail.wait(delay);
    if (message && message.kind !== 'continue') { throw Interrupted.by(message); }
  }
}
