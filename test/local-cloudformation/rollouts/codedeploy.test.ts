import { codeDeployTemplate, handler, Wanted } from './templates';
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';
import { Deployed, World } from '../../../tools/local-cloudformation/testing/world';

interface Info {
  readonly status: string;
  readonly errorInformation?: { readonly code: string; readonly message: string };
  readonly rollbackInfo?: JsonObject;
  readonly creator: string;
}

class Ground {
  public readonly world = new World();
  public outputs: Deployed['outputs'] = {};

  public async deploy(wanted: Wanted = {}, group: JsonObject = {}): Promise<Deployed> {
    const deployed = await this.world.deploy(codeDeployTemplate(wanted, group));
    this.outputs = deployed.outputs;
    return deployed;
  }

  /** Gives the id of a deployment of what the template has as its newest version. */
  public async start(more: JsonObject = {}, hooks: JsonObject[] = []): Promise<string> {
    const content = JSON.stringify({
      version: 0,
      Resources: [{ TargetService: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: this.outputs.Task, LoadBalancerInfo: { ContainerName: 'app', ContainerPort: 80 } } } }],
      Hooks: hooks,
    });
    const { deploymentId } = await this.world.call<{ deploymentId: string }>('codedeploy', 'CreateDeployment', {
      applicationName: 'apps', deploymentGroupName: 'web', revision: { revisionType: 'AppSpecContent', appSpecContent: { content } }, ...more,
    });
    return deploymentId;
  }

  public async info(deploymentId: string): Promise<Info> {
    return (await this.world.call<{ deploymentInfo: Info }>('codedeploy', 'GetDeployment', { deploymentId })).deploymentInfo;
  }

  /** Blue and green. */
  public get weights(): number[] {
    const shares = this.world.aws.traffic.sharesOf(this.outputs.Rule);
    return ['Blue', 'Green'].map(name => shares.find(({ targetGroup }) => targetGroup === this.outputs[name])?.weight ?? 0);
  }

  public async service(): Promise<{ taskSets: Array<{ status: string; taskDefinition: string; stabilityStatus: string }>; runningCount: number }> {
    const { services } = await this.world.call<{ services: never[] }>('ecs', 'DescribeServices', { cluster: this.outputs.Cluster, services: ['web'] });
    return services[0];
  }

  public async primary(): Promise<string | undefined> {
    return (await this.service()).taskSets.find(({ status }) => status === 'PRIMARY')?.taskDefinition;
  }
}

/** A ground whose second version is deployed by nobody yet. */
async function prepared(wanted: Wanted = {}, group: JsonObject = {}): Promise<Ground> {
  const ground = new Ground();
  await ground.deploy(wanted, group);
  await ground.deploy({ ...wanted, image: wanted.image ?? 'app:2' }, group);
  return ground;
}

test('a canary moves a tenth of the traffic, then all of it, then ends the first copies', async () => {
  const ground = await prepared();
  const before = await ground.primary();
  const id = await ground.start();
  await ground.world.advance(2);
  expect(ground.weights).toEqual([90, 10]);
  expect(await ground.primary()).toBe(before);
  await ground.world.advance(5);
  expect(ground.weights).toEqual([0, 100]);
  expect(await ground.primary()).toBe(ground.outputs.Task);
  expect((await ground.info(id)).status).toBe('InProgress');
  expect((await ground.service()).runningCount).toBe(4);
  await ground.world.advance(11);
  expect((await ground.info(id)).status).toBe('Succeeded');
  expect((await ground.service()).runningCount).toBe(2);
  expect(ground.world.aws.traffic.outages).toEqual([]);
});

test('only one deployment of a group at a time', async () => {
  const ground = await prepared();
  const id = await ground.start();
  await expect(ground.start()).rejects.toMatchObject({
    name: 'DeploymentLimitExceededException', message: `The Deployment Group 'web' already has an active Deployment '${id}'`,
  });
});

test('a template that changes such a service fails, whatever it changes', async () => {
  const ground = new Ground();
  await ground.deploy();
  const { status, reason } = await ground.deploy({ count: 3 });
  expect(status).toBe('UPDATE_ROLLBACK_FAILED');
  expect(reason).toMatch(/Unable to update task definition on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment./);
});

test('UpdateService takes what CodeDeploy does not own', async () => {
  const ground = await prepared();
  const update = (said: JsonObject) => ground.world.call('ecs', 'UpdateService', { cluster: ground.outputs.Cluster, service: 'web', ...said });
  await update({ desiredCount: 5 });
  await ground.world.advance(2);
  expect((await ground.service()).runningCount).toBe(5);
  await expect(update({ networkConfiguration: {} })).rejects.toThrow('Unable to update network parameters on services with a CODE_DEPLOY');
});

test('a broken image times out after an hour and is rolled back by a deployment of its own', async () => {
  const ground = await prepared();
  ground.world.faults.image = image => image === 'app:2' ? 'never ready' : 'runs';
  const before = await ground.primary();
  const id = await ground.start();
  await ground.world.advance(59);
  expect((await ground.info(id)).status).toBe('InProgress');
  const { taskArns } = await ground.world.call<{ taskArns: string[] }>('ecs', 'ListTasks', { cluster: ground.outputs.Cluster, serviceName: 'web', desiredStatus: 'STOPPED' });
  const { tasks } = await ground.world.call<{ tasks: Array<{ stoppedReason: string }> }>('ecs', 'DescribeTasks', { cluster: ground.outputs.Cluster, tasks: taskArns });
  expect(tasks[0].stoppedReason).toMatch(/CannotPullContainerError/);
  await ground.world.advance(5);
  const info = await ground.info(id);
  expect(info).toMatchObject({ status: 'Failed', errorInformation: { code: 'TIMEOUT', message: expect.stringContaining('This time out period is 60 minutes') } });
  expect(await ground.info(String(info.rollbackInfo!.rollbackDeploymentId))).toMatchObject({ status: 'Succeeded', creator: 'codeDeployRollback' });
  expect(ground.weights).toEqual([100, 0]);
  expect(await ground.primary()).toBe(before);
});

test('an alarm stops a deployment in its termination wait, too, and gives the traffic back', async () => {
  const ground = await prepared();
  const id = await ground.start();
  await ground.world.advance(10);
  expect(ground.weights).toEqual([0, 100]);
  ground.world.aws.alarms.set('errors', 'ALARM');
  await ground.world.advance(2);
  expect(await ground.info(id)).toMatchObject({ status: 'Stopped', errorInformation: { code: 'ALARM_ACTIVE' } });
  expect(ground.weights).toEqual([100, 0]);
  expect(ground.world.aws.traffic.outages).toEqual([]);
});

test('an alarm that fires already stops a deployment at its start, unless it is overridden', async () => {
  const ground = await prepared();
  ground.world.aws.alarms.set('errors', 'ALARM');
  const id = await ground.start();
  await ground.world.advance(1);
  expect(await ground.info(id)).toMatchObject({ status: 'Stopped', errorInformation: { code: 'ALARM_ACTIVE' } });
  const other = await ground.start({ overrideAlarmConfiguration: { enabled: false, alarms: [] } });
  await ground.world.advance(30);
  expect((await ground.info(other)).status).toBe('Succeeded');
});

test('StopDeployment rolls back if it is told to, and else leaves things as they are', async () => {
  const ground = await prepared();
  const id = await ground.start();
  await ground.world.advance(3);
  await ground.world.call('codedeploy', 'StopDeployment', { deploymentId: id, autoRollbackEnabled: false });
  await ground.world.advance(2);
  expect(await ground.info(id)).toMatchObject({ status: 'Stopped', rollbackInfo: undefined });
  expect(ground.weights).toEqual([90, 10]);
  const next = await ground.start();
  await ground.world.advance(3);
  await ground.world.call('codedeploy', 'StopDeployment', { deploymentId: next, autoRollbackEnabled: true });
  await ground.world.advance(2);
  expect(ground.weights).toEqual([100, 0]);
  await expect(ground.world.call('codedeploy', 'StopDeployment', { deploymentId: next })).rejects.toMatchObject({ name: 'DeploymentAlreadyCompletedException' });
});

test('somebody has to say go if the group asks for it', async () => {
  const ready = (ActionOnTimeout: string) => ({
    BlueGreenDeploymentConfiguration: {
      DeploymentReadyOption: { ActionOnTimeout, WaitTimeInMinutes: 30 },
      TerminateBlueInstancesOnDeploymentSuccess: { TerminationWaitTimeInMinutes: 60 },
    },
  });
  const ground = await prepared({}, ready('STOP_DEPLOYMENT'));
  const id = await ground.start();
  await ground.world.advance(5);
  expect((await ground.info(id)).status).toBe('Ready');
  await ground.world.call('codedeploy', 'ContinueDeployment', { deploymentId: id, deploymentWaitType: 'READY_WAIT' });
  await ground.world.advance(10);
  await ground.world.call('codedeploy', 'ContinueDeployment', { deploymentId: id, deploymentWaitType: 'TERMINATION_WAIT' });
  await ground.world.advance(1);
  expect((await ground.info(id)).status).toBe('Succeeded');
  const late = await ground.start();
  await ground.world.advance(40);
  expect((await ground.info(late)).status).toBe('Stopped');
});

test.each<[string, string, string, JsonObject]>([
  ['says yes', "status: 'Succeeded'", 'Succeeded', {}],
  ['says no', "status: 'Failed'", 'Failed', { code: 'HOOK_EXECUTION_FAILURE' }],
])('a hook that %s', async (_name, answer, status, error) => {
  const ground = await prepared({
    more: handler(`
    const { CodeDeploy } = require('@aws-sdk/client-codedeploy');
    exports.handler = async event => new CodeDeploy({}).putLifecycleEventHookExecutionStatus({
      deploymentId: event.DeploymentId, lifecycleEventHookExecutionId: event.LifecycleEventHookExecutionId, ${answer},
    });`),
  });
  const id = await ground.start({}, [{ BeforeAllowTraffic: 'hook' }]);
  await ground.world.advance(30);
  expect(await ground.info(id)).toMatchObject({ status, ...status === 'Failed' ? { errorInformation: error } : {} });
});

test('a hook that never answers fails after an hour', async () => {
  const ground = await prepared({ more: handler('exports.handler = async () => {};') });
  const id = await ground.start({}, [{ AfterInstall: 'hook' }]);
  await ground.world.advance(70);
  expect(await ground.info(id)).toMatchObject({ status: 'Failed', errorInformation: { code: 'TIMEOUT', message: expect.stringContaining('within one hour') } });
});

test('a template that writes the rule again takes the traffic away from who runs', async () => {
  const ground = await prepared();
  await ground.start();
  await ground.world.advance(30);
  expect(ground.weights).toEqual([0, 100]);
  await ground.deploy({ image: 'app:2', path: '/other' });
  expect(ground.weights).toEqual([100, 0]);
  expect(ground.world.aws.traffic.outages).toContainEqual(expect.objectContaining({ rule: ground.outputs.Rule, by: 'CloudFormation' }));
});

test('lists lag, if they are made to', async () => {
  const ground = await prepared();
  ground.world.faults.listLagSeconds = 30;
  const id = await ground.start();
  const listed = () => ground.world.call('codedeploy', 'ListDeployments', { applicationName: 'apps', deploymentGroupName: 'web' });
  expect(await listed()).toEqual({ deployments: [] });
  await ground.world.advance(1);
  expect(await listed()).toEqual({ deployments: [id] });
});
