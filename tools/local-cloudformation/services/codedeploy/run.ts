/** Carries out one deployment by CodeDeploy: a second set of copies, traffic step by step, and the end of the first one. */
import { Deployment, LifecycleEvent, Message } from './deployment';
import { shiftsOf } from './group';
import type { Account } from '../../resources/account';
import { EcsService } from '../ecs/service';
import { START_SECONDS, TaskSet } from '../ecs/task-set';
import { isAllowed, roleExists } from '../permissions';

const STEP_SECONDS = 1;
const QUEUE_SECONDS = 2;
const POLL_SECONDS = 15;
const INSTALL_LIMIT_SECONDS = 3600;
const HOOK_LIMIT_SECONDS = 3600;
const ROLLBACK_SECONDS = 40;
const BY = 'CodeDeploy';

/** How a deployment ends before its time. */
class Ended extends Error {
  constructor(public readonly status: 'Failed' | 'Stopped', public readonly code: string, message: string, public readonly trigger: string) { super(message); }
}

const failed = (code: string, message: string): Ended => new Ended('Failed', code, message, 'DEPLOYMENT_FAILURE');

/** Gives whether the service is to be taken back to what it was. */
export async function run(account: Account, deployment: Deployment): Promise<boolean> {
  const { alarms } = deployment.options;
  const unwatch = account.services.alarms.watch((name, state) => {
    if (state === 'ALARM' && alarms.includes(name)) { deployment.mail.send({ kind: 'alarm', name }); }
  });
  try {
    await pass(deployment, STEP_SECONDS);
    deployment.become('Queued');
    await pass(deployment, QUEUE_SECONDS);
    deployment.become('InProgress');
    const [firing] = account.services.alarms.firing(alarms);
    if (firing !== undefined) { throw alarmed(firing); }
    await new Shifting(account, deployment).run();
    deployment.become('Succeeded');
    return false;
  } catch (error) {
    if (!(error instanceof Ended)) { throw error; }
    deployment.error = { code: error.code, message: error.message };
    const now = account.clock.now();
    for (const event of deployment.events) {
      if (event.status === 'InProgress') { Object.assign(event, { status: error.status === 'Failed' ? 'Failed' : 'Skipped', endTime: now }); }
      if (event.status === 'Pending') { event.status = 'Skipped'; }
    }
    deployment.become(error.status);
    return deployment.green !== undefined && (error.trigger === '' || deployment.options.rollsBackOn.includes(error.trigger));
  } finally {
    unwatch();
  }
}

const alarmed = (name: string): Ended => new Ended('Stopped', 'ALARM_ACTIVE',
  `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: <${name}>`,
  'DEPLOYMENT_STOP_ON_ALARM');

/** The next message that is not the end, or nothing if the seconds are over. */
async function next(deployment: Deployment, seconds: number): Promise<Message | undefined> {
  const message = await deployment.mail.wait(seconds);
  if (message?.kind === 'alarm') { throw alarmed(message.name); }
  // An order to roll back counts, whatever the group says.
  if (message?.kind === 'stop') { throw new Ended('Stopped', 'MANUAL_STOP', 'The deployment was stopped by a user.', message.rollback ? '' : 'nothing'); }
  return message;
}

async function pass(deployment: Deployment, seconds: number, isOver: (message: Message) => boolean = () => false, now = () => 0): Promise<boolean> {
  const end = now() + seconds * 1000;
  for (;;) {
    const message = await next(deployment, Math.max(0, end - now()) / 1000);
    if (message === undefined) { return false; }
    if (isOver(message)) { return true; }
  }
}

class Shifting {
  private readonly service: EcsService;

  constructor(private readonly account: Account, private readonly deployment: Deployment) {
    const { group } = deployment.options;
    const service = account.services.ecs.named(group.cluster, group.service);
    if (service?.controller !== 'CODE_DEPLOY' || !service.primary) {
      throw failed('INVALID_ECS_SERVICE', `The service ${group.service} does not exist, or CodeDeploy does not deploy it.`);
    }
    this.service = service;
  }

  public async run(): Promise<void> {
    const { group, config } = this.deployment.options;
    await this.stage('BeforeInstall');
    await this.stage('Install', () => this.install());
    await this.stage('AfterInstall');
    if (group.testListeners.length > 0) {
      await this.stage('AllowTestTraffic', async () => this.divide(group.testListeners, 100));
      await this.stage('AfterAllowTestTraffic');
    } else {
      this.deployment.event('AllowTestTraffic').status = 'Skipped';
      this.deployment.event('AfterAllowTestTraffic').status = 'Skipped';
    }
    await this.approval(group.readyMinutes);
    await this.stage('BeforeAllowTraffic');
    await this.stage('AllowTraffic', async () => {
      for (const { percent, minutes } of shiftsOf(this.account, config)) {
        this.divide(group.productionListeners, percent);
        await this.pass(minutes * 60);
      }
      const { blue, green } = this.sets;
      blue.status = 'ACTIVE';
      green.status = 'PRIMARY';
    });
    await this.stage('AfterAllowTraffic');
    this.deployment.terminationWaitStarted = true;
    await this.pass(group.terminationMinutes * 60, message => message.kind === 'continue' && message.type === 'TERMINATION_WAIT');
    this.sets.blue.status = 'DRAINING';
    await this.pass(STEP_SECONDS);
    this.sets.blue.stop();
    this.account.services.traffic.look(BY);
  }

  private get sets(): { blue: TaskSet; green: TaskSet } {
    return { blue: this.deployment.blue!, green: this.deployment.green! };
  }

  private pass(seconds: number, isOver?: (message: Message) => boolean): Promise<boolean> {
    return pass(this.deployment, seconds, isOver, () => this.account.agenda.now);
  }

  /** An event, which is a piece of work or a hook, or neither. */
  private async stage(name: string, work?: () => Promise<void>): Promise<void> {
    const event = this.deployment.event(name);
    const hook = this.deployment.options.spec.hooks[name];
    if (!work && !hook) {
      event.status = 'Skipped';
      return;
    }
    event.status = 'InProgress';
    event.startTime = this.account.clock.now();
    await (work ? work() : this.hook(event, hook));
    await this.pass(STEP_SECONDS);
    event.status = 'Succeeded';
    event.endTime = this.account.clock.now();
  }

  private async install(): Promise<void> {
    const { group, spec } = this.deployment.options;
    const { account, service } = this;
    const blue = service.primary!;
    this.deployment.blue = blue;
    this.checkTraffic(blue);
    // What a deployment has left behind that was stopped goes first.
    for (const left of service.alive.filter(set => set !== blue)) {
      this.divideFor(group.productionListeners, blue.targetGroups[0], 100);
      left.stop();
    }
    if (!account.find('AWS::ECS::TaskDefinition', spec.taskDefinition)) { throw failed('ECS_UPDATE_ERROR', 'The Amazon ECS service cannot be updated: TaskDefinition is inactive'); }
    const targetGroupArn = group.pair.find(arn => !blue.targetGroups.includes(arn));
    const id = `ecs-svc/${account.random(19)}`;
    const green = new TaskSet(account, {
      id,
      arn: `${service.arn.replace(':service/', ':task-set/')}/${id}`,
      serviceArn: service.arn,
      cluster: service.cluster,
      taskDefinition: spec.taskDefinition,
      loadBalancers: [{ targetGroupArn, containerName: spec.containerName, containerPort: spec.containerPort }],
      networkConfiguration: spec.network ?? blue.spec.networkConfiguration,
      platformVersion: spec.platformVersion,
      launchType: blue.spec.launchType,
      // Forgotten unless it is said again.
      capacityProviderStrategy: spec.capacityProviders,
      externalId: this.deployment.id,
      startedBy: 'CODE_DEPLOY',
    }, service.desired);
    this.deployment.green = green;
    service.add(green);
    await this.pass(START_SECONDS);
    const end = account.agenda.now + (INSTALL_LIMIT_SECONDS - START_SECONDS) * 1000;
    while (!green.isSteady) {
      if (account.agenda.now >= end) {
        throw failed('TIMEOUT', 'The deployment timed out while waiting for the replacement task set to become healthy. This time out period is 60 minutes.');
      }
      await this.pass(green.brokenImage === undefined ? POLL_SECONDS : 4 * POLL_SECONDS);
    }
  }

  private checkTraffic(blue: TaskSet): void {
    const { group } = this.deployment.options;
    const { account } = this;
    if (!roleExists(account, group.role)) { throw failed('IAM_ROLE_MISSING', `CodeDeploy cannot assume the role ${group.role}.`); }
    for (const listener of group.productionListeners) {
      const rules = account.services.traffic.forwarding(listener, group.pair);
      if (!rules.some(rule => account.services.traffic.sharesOf(rule).some(({ targetGroup }) => blue.targetGroups.includes(targetGroup)))) {
        throw failed('ELASTIC_LOAD_BALANCING_INVALID',
          `The ELB could not be updated due to the following error: Primary taskset target group must be behind listener ${listener}`);
      }
      const forbidden = rules.find(rule => !isAllowed(account, group.role, rule === listener ? 'elasticloadbalancing:ModifyListener' : 'elasticloadbalancing:ModifyRule', rule));
      if (forbidden) { throw failed('IAM_ROLE_PERMISSIONS', `The role ${group.role} may not change where ${forbidden} forwards to.`); }
    }
  }

  private async hook(event: LifecycleEvent, functionName: string): Promise<void> {
    const { account, deployment } = this;
    const { lambda } = account.services;
    const fail = (code: string, message: string): never => {
      event.diagnostics = { errorCode: 'ScriptFailed', scriptName: functionName, message };
      throw failed(code, message);
    };
    if (!lambda.find(functionName)) { fail('INVALID_LAMBDA_FUNCTION', `The function ${functionName} of the lifecycle event ${event.name} does not exist.`); }
    const functionArn = String(lambda.find(functionName)!.attributes.Arn);
    if (!isAllowed(account, deployment.options.group.role, 'lambda:InvokeFunction', functionArn)) {
      fail('IAM_ROLE_PERMISSIONS', `The role ${deployment.options.group.role} may not invoke ${functionName}.`);
    }
    event.hookId = account.random(40);
    lambda.invokeLater(functionName, { DeploymentId: deployment.id, LifecycleEventHookExecutionId: event.hookId });
    let status: string | undefined;
    const heard = await this.pass(HOOK_LIMIT_SECONDS, message => {
      if (message.kind !== 'hook' || message.id !== event.hookId) { return false; }
      ({ status } = message);
      return true;
    });
    if (!heard) {
      fail('TIMEOUT', 'The deployment timed out while waiting for a status callback. CodeDeploy expects a status callback within one hour after a deployment hook is invoked.');
    }
    if (status !== 'Succeeded') { fail('HOOK_EXECUTION_FAILURE', `Lambda hook ${functionName} of the lifecycle event ${event.name} failed.`); }
  }

  private async approval(minutes: number | undefined): Promise<void> {
    if (minutes === undefined) { return; }
    this.deployment.become('Ready');
    const approved = await this.pass(minutes * 60, message => message.kind === 'continue' && message.type === 'READY_WAIT');
    if (!approved) { throw new Ended('Stopped', 'TIMEOUT', 'The deployment was stopped because nobody continued it in time.', 'DEPLOYMENT_STOP_ON_REQUEST'); }
    this.deployment.become('InProgress');
  }

  private divide(listeners: readonly string[], percent: number): void {
    const { blue, green } = this.sets;
    this.divideFor(listeners, green.targetGroups[0], percent);
    if (listeners === this.deployment.options.group.productionListeners) {
      green.weight = percent;
      blue.weight = 100 - percent;
    }
  }

  private divideFor(listeners: readonly string[], targetGroup: string, percent: number): void {
    divide(this.account, this.deployment, listeners, targetGroup, percent);
  }
}

function divide(account: Account, { options: { group } }: Deployment, listeners: readonly string[], targetGroup: string, percent: number): void {
  const other = group.pair.find(arn => arn !== targetGroup)!;
  for (const rule of listeners.flatMap(listener => account.services.traffic.forwarding(listener, group.pair))) {
    account.services.traffic.divide(rule, { [targetGroup]: percent, [other]: 100 - percent }, BY);
  }
}

/** Takes the service back to the copies that were there before, which is a deployment of its own. */
export async function takeBack(account: Account, deployment: Deployment): Promise<void> {
  const { takesBack, group } = deployment.options;
  const { blue, green } = takesBack!;
  try {
    await pass(deployment, STEP_SECONDS);
    deployment.become('InProgress');
    const event = deployment.event('AllowTraffic');
    deployment.events.forEach(other => { if (other !== event) { other.status = 'Skipped'; } });
    Object.assign(event, { status: 'InProgress', startTime: account.clock.now() });
    const seconds = account.faults.rollbackSeconds ?? ROLLBACK_SECONDS;
    await pass(deployment, seconds / 2, undefined, () => account.agenda.now);
    if (account.faults.rollbackFails) { throw failed('INTERNAL_ERROR', 'The deployment failed because of an internal error.'); }
    divide(account, deployment, [...group.productionListeners, ...group.testListeners], blue!.targetGroups[0], 100);
    Object.assign(blue!, { status: 'PRIMARY', weight: 100 });
    Object.assign(green!, { status: 'DRAINING', weight: 0 });
    await pass(deployment, seconds / 2, undefined, () => account.agenda.now);
    green!.stop();
    account.services.traffic.look(BY);
    Object.assign(event, { status: 'Succeeded', endTime: account.clock.now() });
    deployment.become('Succeeded');
  } catch (error) {
    if (!(error instanceof Ended)) { throw error; }
    deployment.error = { code: error.code, message: error.message };
    deployment.become(error.status);
  }
}
