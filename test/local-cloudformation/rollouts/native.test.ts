import { handler, nativeTemplate, Wanted } from './templates';
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';
import { Faults } from '../../../tools/local-cloudformation/services/faults';
import { Deployed, World } from '../../../tools/local-cloudformation/testing/world';

const CANARY = { Strategy: 'CANARY', CanaryConfiguration: { CanaryPercent: 10, CanaryBakeTimeInMinutes: 10 }, BakeTimeInMinutes: 10 };

interface ServiceDeployment {
  readonly status: string;
  readonly lifecycleStage: string;
  readonly serviceDeploymentArn: string;
  readonly lifecycleHookDetails: Array<{ hookId: string; status: string }>;
}

class Ground {
  public readonly world: World;
  public outputs: Deployed['outputs'] = {};

  constructor(faults: Faults = {}) {
    this.world = new World({ faults });
  }

  public async deploy(wanted: Wanted = {}): Promise<Deployed> {
    const deployed = await this.world.deploy(nativeTemplate(wanted));
    this.outputs = deployed.outputs;
    return deployed;
  }

  /** What the rule gives, by the images behind it. */
  public get traffic(): Record<string, number> {
    const { account, traffic } = this.world.aws;
    const entries = traffic.sharesOf(this.outputs.Rule).filter(({ weight }) => weight > 0).map(({ targetGroup, weight }): [string, number] => {
      const [set] = account.services.ecs.runningIn(targetGroup);
      const definition = set && account.find('AWS::ECS::TaskDefinition', set.spec.taskDefinition)?.properties.ContainerDefinitions as Array<{ Image: string }> | undefined;
      return [definition?.[0].Image ?? 'nobody', weight];
    });
    return Object.fromEntries(entries);
  }

  public async latest(): Promise<ServiceDeployment> {
    const { serviceDeployments } = await this.world.call<{ serviceDeployments: ServiceDeployment[] }>('ecs', 'ListServiceDeployments', { cluster: this.outputs.Cluster, service: 'web' });
    const described = await this.world.call<{ serviceDeployments: ServiceDeployment[] }>('ecs', 'DescribeServiceDeployments', {
      serviceDeploymentArns: [serviceDeployments[0].serviceDeploymentArn],
    });
    return described.serviceDeployments[0];
  }
}

test('a canary is over when everything has moved and baked; the template waits for it', async () => {
  const ground = new Ground();
  await ground.deploy({ deployment: CANARY });
  const moments: Array<Record<string, number>> = [];
  ground.world.aws.at(5 * 60, () => moments.push(ground.traffic));
  ground.world.aws.at(15 * 60, () => moments.push(ground.traffic));
  const { status, reason, minutes } = await ground.deploy({ deployment: CANARY, image: 'app:2' });
  expect({ status, reason }).toEqual({ status: 'UPDATE_COMPLETE', reason: undefined });
  expect(minutes).toBeGreaterThan(20);
  expect(minutes).toBeLessThan(25);
  expect(moments).toEqual([{ 'app:1': 90, 'app:2': 10 }, { 'app:2': 100 }]);
  expect(ground.world.aws.traffic.outages).toEqual([]);
  expect(await ground.latest()).toMatchObject({ status: 'SUCCESSFUL' });
});

test('the first deployment moves the weights away from what the template says', async () => {
  const ground = new Ground();
  await ground.deploy({ deployment: CANARY });
  const shares = ground.world.aws.traffic.sharesOf(ground.outputs.Rule);
  expect(shares.find(({ targetGroup }) => targetGroup === ground.outputs.Green)).toMatchObject({ weight: 100 });
});

test('linear goes up step by step', async () => {
  const ground = new Ground();
  const deployment = { Strategy: 'LINEAR', LinearConfiguration: { StepPercent: 25, StepBakeTimeInMinutes: 1 }, BakeTimeInMinutes: 0 };
  await ground.deploy({ deployment });
  ground.world.aws.traffic.timeline.splice(0);
  await ground.deploy({ deployment, image: 'app:2' });
  const mine = ground.world.aws.traffic.timeline.filter(({ rule }) => rule === ground.outputs.Rule);
  expect(mine.map(({ shares }) => shares.find(({ targetGroup }) => targetGroup === ground.outputs.Blue)!.weight)).toEqual([25, 50, 75, 100]);
});

test('an alarm while it bakes takes it back, and the stack with it', async () => {
  const ground = new Ground();
  const deployment = { ...CANARY, Alarms: { AlarmNames: ['errors'], Enable: true, Rollback: true } };
  await ground.deploy({ deployment });
  ground.world.aws.at(16 * 60, () => ground.world.aws.alarms.set('errors', 'ALARM'));
  const { status, reason } = await ground.deploy({ deployment, image: 'app:2' });
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reason).toMatch(/alarm\(s\) detected: errors/);
  expect(ground.traffic).toEqual({ 'app:1': 100 });
  expect(ground.world.aws.traffic.outages).toEqual([]);
});

test('an alarm that fires before it begins is not heard', async () => {
  const ground = new Ground();
  const deployment = { ...CANARY, Alarms: { AlarmNames: ['errors'], Enable: true, Rollback: true } };
  await ground.deploy({ deployment });
  ground.world.aws.alarms.set('errors', 'ALARM');
  expect(await ground.deploy({ deployment, image: 'app:2' })).toMatchObject({ status: 'UPDATE_COMPLETE' });
});

test('copies that never come up are waited for, until somebody stops it', async () => {
  const ground = new Ground({ image: image => image === 'app:2' ? 'never ready' : 'runs' });
  await ground.deploy({ deployment: CANARY });
  ground.world.aws.at(20 * 60, () => void ground.latest().then(({ serviceDeploymentArn, lifecycleStage }) => {
    expect(lifecycleStage).toBe('SCALE_UP');
    return ground.world.call('ecs', 'StopServiceDeployment', { serviceDeploymentArn, stopType: 'ROLLBACK' });
  }));
  const { status, minutes } = await ground.deploy({ deployment: CANARY, image: 'app:2' });
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(minutes).toBeLessThan(25);
  expect(ground.traffic).toEqual({ 'app:1': 100 });
});

const lambdaHook = (stage: string): JsonObject => ({
  TargetType: 'AWS_LAMBDA', HookTargetArn: { 'Fn::GetAtt': ['Fn', 'Arn'] }, RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, LifecycleStages: [stage],
});

test('a hook is asked until it has made up its mind', async () => {
  const ground = new Ground();
  const more = handler(`exports.handler = async event => {
    const count = (event.hookDetails?.count ?? 0) + 1;
    return count < 4 ? { hookStatus: 'IN_PROGRESS', callBackDelay: 60, hookDetails: { count } } : { hookStatus: 'SUCCEEDED' };
  };`);
  const deployment = { ...CANARY, LifecycleHooks: [lambdaHook('POST_TEST_TRAFFIC_SHIFT')] };
  await ground.deploy({ deployment, more });
  const { status, minutes } = await ground.deploy({ deployment, more, image: 'app:2' });
  expect(status).toBe('UPDATE_COMPLETE');
  expect(minutes).toBeGreaterThan(23);
});

test.each(["return { hookStatus: 'FAILED' };", 'return 1;', "throw new Error('no');"])('a hook that does not say yes takes it back: %s', async code => {
  const ground = new Ground();
  const deployment = { ...CANARY, LifecycleHooks: [lambdaHook('POST_SCALE_UP')] };
  const more = handler(`exports.handler = async event => { if (event.lifecycleStage === 'POST_SCALE_UP' && process.env.NO) { ${code} } return { hookStatus: 'SUCCEEDED' }; };`);
  await ground.deploy({ deployment, more });
  const no = structuredClone(more) as { Fn: { Properties: JsonObject } } & JsonObject;
  no.Fn.Properties.Environment = { Variables: { NO: '1' } };
  const { status, reason } = await ground.deploy({ deployment, more: no, image: 'app:2' });
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(reason).toMatch(/hook execution failure/);
  expect(ground.traffic).toEqual({ 'app:1': 100 });
});

test.each<['CONTINUE' | 'ROLLBACK', string]>([['CONTINUE', 'UPDATE_COMPLETE'], ['ROLLBACK', 'UPDATE_ROLLBACK_COMPLETE']])('a pause waits for somebody to say %s', async (action, status) => {
  const ground = new Ground();
  const pause = { TargetType: 'PAUSE', LifecycleStages: ['POST_SCALE_UP'], TimeoutConfiguration: { TimeoutInMinutes: 600, Action: 'ROLLBACK' } };
  await ground.deploy({ deployment: CANARY });
  let asked = 0;
  ground.world.aws.at(120 * 60, () => void ground.latest().then(({ serviceDeploymentArn, lifecycleHookDetails: [{ hookId, status: waits }] }) => {
    expect(waits).toBe('AWAITING_ACTION');
    asked++;
    return ground.world.call('ecs', 'ContinueServiceDeployment', { serviceDeploymentArn, hookId, action });
  }));
  expect(await ground.deploy({ deployment: { ...CANARY, LifecycleHooks: [pause] }, image: 'app:2' })).toMatchObject({ status });
  expect(asked).toBe(1);
  expect(ground.world.aws.events.events).toContainEqual(expect.objectContaining({ 'detail-type': 'ECS Hook State Change' }));
});

test('a rule that does not lead to both target groups ends it', async () => {
  const ground = new Ground();
  const template = nativeTemplate({ deployment: CANARY }) as { Resources: Record<string, { Properties: { Actions: unknown } }> };
  template.Resources.ProdRule.Properties.Actions = [{ Type: 'forward', TargetGroupArn: { Ref: 'Blue' } }];
  template.Resources.TestRule.Properties.Actions = [{ Type: 'forward', TargetGroupArn: { Ref: 'Blue' } }];
  expect((await ground.world.deploy(template)).reason).toMatch(/Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule/);
});

test('a role that may not change the rule ends it', async () => {
  const template = nativeTemplate({ deployment: CANARY }) as { Resources: Record<string, { Properties: JsonObject }> };
  const Statement = [{ Effect: 'Allow', Action: ['elasticloadbalancing:Describe*'], Resource: '*' }];
  template.Resources.Role.Properties.Policies = [{ PolicyName: 'Reads', PolicyDocument: { Statement } }];
  expect((await new Ground().world.deploy(template)).reason).toMatch(/not authorized to perform: elasticloadbalancing:ModifyRule/);
});

describe('rolling', () => {
  test('replaces the copies in place', async () => {
    const ground = new Ground();
    await ground.deploy();
    expect(await ground.deploy({ image: 'app:2' })).toMatchObject({ status: 'UPDATE_COMPLETE' });
    expect(ground.traffic).toEqual({ 'app:2': 100 });
    expect(ground.world.aws.traffic.outages).toEqual([]);
  });

  test('a circuit breaker takes a broken image back', async () => {
    const ground = new Ground({ image: image => image === 'app:2' ? 'never ready' : 'runs' });
    await ground.deploy();
    const { status, reason } = await ground.deploy({ image: 'app:2' });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reason).toMatch(/ECS Deployment Circuit Breaker was triggered/);
    expect(ground.traffic).toEqual({ 'app:1': 100 });
  });

  test('without one, CloudFormation gives up after three hours', async () => {
    const ground = new Ground({ image: image => image === 'app:2' ? 'never ready' : 'runs' });
    const deployment = { MinimumHealthyPercent: 100 };
    await ground.deploy({ deployment });
    const { status, reason, minutes } = await ground.deploy({ deployment, image: 'app:2' });
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reason).toMatch(/NotStabilized/);
    expect(minutes).toBeGreaterThan(180);
  });
});
