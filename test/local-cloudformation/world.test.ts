import * as lambda from 'aws-cdk-lib/aws-lambda';
import { App, CfnOutput, CustomResource, Duration, Stack } from 'aws-cdk-lib/core';
import * as cr from 'aws-cdk-lib/custom-resources';
import { World } from '../../tools/local-cloudformation/testing/world';

const fn = (stack: Stack, id: string, code: string) => new lambda.Function(stack, id, {
  code: lambda.Code.fromInline(code), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X, timeout: Duration.minutes(1),
});

/** A stack with the CDK's own provider framework around two handlers. */
function appOf(isComplete: string, properties: Record<string, string> = {}, onEvent = "return { PhysicalResourceId: 'thing', StartedAt: Date.now() };"): Stack {
  const stack = new Stack(new App(), 'Stack');
  const provider = new cr.Provider(stack, 'Provider', {
    onEventHandler: fn(stack, 'OnEvent', `exports.handler = async event => { ${onEvent} };`),
    isCompleteHandler: fn(stack, 'IsComplete', `exports.handler = async event => { ${isComplete} };`),
    queryInterval: Duration.seconds(15),
    totalTimeout: Duration.minutes(50),
  });
  const custom = new CustomResource(stack, 'Custom', { serviceToken: provider.serviceToken, properties });
  new CfnOutput(stack, 'Waited', { value: custom.getAttString('Waited') });
  return stack;
}

const AFTER_20_MINUTES = `
  const Waited = String((Date.now() - event.StartedAt) / 60000);
  return Number(Waited) >= 20 || event.RequestType === 'Delete' ? { IsComplete: true, Data: { Waited } } : { IsComplete: false };`;

test("the CDK's waiter asks until a handler says so, on the account's clock", async () => {
  const world = new World();
  const deployed = await world.deployStack(appOf(AFTER_20_MINUTES));
  expect(deployed.reason).toBeUndefined();
  expect(deployed).toMatchObject({ status: 'CREATE_COMPLETE', outputs: { Waited: '20' }, minutes: 20 });
});

test('other things happen meanwhile', async () => {
  const world = new World();
  const seen: number[] = [];
  world.aws.at(300, () => seen.push(world.minute));
  world.aws.at(600, () => seen.push(world.minute));
  await world.deployStack(appOf(AFTER_20_MINUTES));
  expect(seen).toEqual([5, 10]);
});

test('a handler that never says so is timed out by the framework', async () => {
  const deployed = await new World().deployStack(appOf("return { IsComplete: event.RequestType === 'Delete' };"));
  expect(deployed).toMatchObject({ status: 'ROLLBACK_COMPLETE', reason: expect.stringContaining('Operation timed out') });
  expect(deployed.minutes).toBeCloseTo(50);
});

test('CloudFormation waits an hour, whatever the framework would do', async () => {
  const never = appOf("if (event.RequestType === 'Create') { await new Promise(resolve => setTimeout(resolve, 10 * 60 * 1000)); } return { IsComplete: true };");
  const deployed = await new World({ faults: { invocation: name => name.includes('isComplete') || name.includes('onTimeout') ? 'hangs' : 'runs' } }).deployStack(never);
  expect(deployed.reason).toMatch(/CloudFormation did not receive a response/);
});

test('a function that dies is asked again', async () => {
  const world = new World();
  let deaths = 2;
  world.faults.invocation = name => name.includes('frameworkonEvent') && deaths-- > 0 ? 'dies' : 'runs';
  const { status, minutes } = await world.deployStack(appOf(AFTER_20_MINUTES));
  expect(status).toBe('CREATE_COMPLETE');
  expect(minutes).toBeGreaterThan(21);
});

test('nothing to do is no failure', async () => {
  const world = new World();
  const template = world.templateOf(appOf(AFTER_20_MINUTES));
  await world.deploy(template);
  expect(await world.deploy(template)).toMatchObject({ status: 'CREATE_COMPLETE', changed: false, minutes: 0 });
});

test('deploying again is cheap', async () => {
  const world = new World();
  const templates = ['a', 'b'].map(version => world.templateOf(appOf(AFTER_20_MINUTES, { version })));
  await world.deploy(templates[0]);
  await world.deploy(templates[1]);
  const began = process.cpuUsage();
  for (let round = 0; round < 20; round++) { await world.deploy(templates[round % 2]); }
  const { user, system } = process.cpuUsage(began);
  // 80 polls each: far more than what a real test asks for.
  expect((user + system) / 1000 / 20).toBeLessThan(300);
});
