/** Secrets change, and the services that read them are deployed again: how often, when, and what becomes of the rollout. */
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { CREATED, expectSound, latest, serviceOf, step, WENT_BACK } from './native-support';
import { minutes, Plan, Shop, Wares } from './shop';
import { Rollout, SecretSource } from '../../../src/vocabulary';
import { ServiceError } from '../../../tools/local-cloudformation/engine/errors';

const PLAN: Plan = {
  rollouts: {
    rolling: () => Rollout.rolling(),
    blueGreen: () => Rollout.blueGreen({ bakeTime: minutes(5) }),
    canary: () => Rollout.canary({ percent: 10, interval: minutes(10), bakeTime: minutes(5) }),
  },
  props: on => ({
    redeployOnRotation: true,
    secrets: {
      PASSWORD: SecretSource.secretsManager(on.once('Password', (scope, id) => new secretsmanager.Secret(scope, id))),
      KEY: SecretSource.secretsManager(on.once('Key', (scope, id) => new secretsmanager.Secret(scope, id))),
      LEVEL: SecretSource.ssmParameter(ssm.StringParameter.fromStringParameterName(on.stack, `Level${on.stack.node.children.length}`, '/shop/level')),
    },
  }),
};

function newShop(seed?: number): Shop {
  const shop = new Shop(PLAN, { seed });
  // Older versions of the CDK look a parameter up with a parameter of the template.
  shop.account.parameters.set('/shop/level', 'high');
  return shop;
}

async function opened(wares: Wares = {}): Promise<Shop> {
  const shop = newShop();
  await step(shop, wares, CREATED);
  await shop.world.advance(120);
  return shop;
}

/** Secrets Manager moves a label, which is what the end of a rotation is. */
function rotate(shop: Shop, id = 'Password', labelUpdated = 'AWSCURRENT'): void {
  const arn = shop.physicalId('AWS::SecretsManager::Secret', new RegExp(`^${id}`));
  shop.account.services.bus.emit({
    source: 'aws.secretsmanager', type: 'Secret Label Updated', resources: [arn], detail: { name: arn.split(':').pop()!.slice(0, -7), labelUpdated, versionId: '1' },
  });
}

function change(shop: Shop, name = '/shop/level', operation = 'Update'): void {
  shop.account.services.bus.emit({
    source: 'aws.ssm', type: 'Parameter Store Change', resources: [`arn:aws:ssm:us-east-1:123456789012:parameter${name}`], detail: { name, operation, type: 'String' },
  });
}

function deployments(shop: Shop, name = 'Api'): string[] {
  return serviceOf(shop, name).deployments.map(({ status }) => status);
}

/** How executions that were about changes ended; those that only keep a name are left out. */
async function executions(shop: Shop): Promise<string[]> {
  const machine = shop.account.live('AWS::StepFunctions::StateMachine').find(({ logicalId }) => logicalId.startsWith('SecretRotation'))!;
  const { executions: all } = await shop.somebody('states', 'ListExecutions', { stateMachineArn: machine.physicalId, maxResults: 1000 });
  return all.reverse().filter(({ name }: { name: string }) => !/^(turn|pace)-/.test(name)).map(({ status }: { status: string }) => status);
}

describe.each(Object.keys(PLAN.rollouts))('%s', rollout => {
  test('a rotation brings new copies of the same version, by the same rollout, and the stack knows nothing of it', async () => {
    const shop = await opened({ rollout });
    const before = serviceOf(shop).deployments.length;
    const old = serviceOf(shop).alive;
    rotate(shop);
    await shop.world.advance(90);
    expect(serviceOf(shop).deployments).toHaveLength(before + 1);
    expect(serviceOf(shop).alive).not.toEqual(old);
    expect(shop.did('UpdateService').map(({ input }) => input.forceNewDeployment)).toEqual([true]);
    expect(await executions(shop)).toEqual(['SUCCEEDED']);
    expectSound(shop);
    expect(await shop.deploy()).toMatchObject({ changed: false });
  });

  test('the next versions, and the way back from one, go on from where the rotation left the traffic', async () => {
    const shop = await opened({ rollout });
    rotate(shop);
    await shop.world.advance(90);
    await step(shop, { image: 'v2' });
    rotate(shop, 'Key');
    await shop.world.advance(90);
    expectSound(shop);
    expect((await shop.deploy({ image: 'broken' })).status).toBe(WENT_BACK);
    expectSound(shop);
    rotate(shop);
    await shop.world.advance(90);
    await step(shop, { image: 'v3', memo: 'b' });
    await step(shop, { path: '/shop/*' });
    expectSound(shop);
  });

  test('changes that come together, or twice, lead to one deployment', async () => {
    const shop = await opened({ rollout });
    const before = serviceOf(shop).deployments.length;
    rotate(shop);
    rotate(shop);
    rotate(shop, 'Key');
    await shop.world.advance(0.2);
    change(shop);
    rotate(shop, 'Key');
    await shop.world.advance(180);
    expect(serviceOf(shop).deployments).toHaveLength(before + 1);
    expect(await executions(shop)).toEqual(Array(5).fill('SUCCEEDED'));
  });

  test('a change while copies are being replaced is taken up afterwards', async () => {
    const shop = await opened({ rollout });
    const before = serviceOf(shop).deployments.length;
    rotate(shop);
    await shop.world.advance(1.7);
    expect(latest(shop).hasEnded).toBe(false);
    rotate(shop, 'Key');
    await shop.world.advance(180);
    expect(serviceOf(shop).deployments).toHaveLength(before + 2);
    const [first, second] = serviceOf(shop).deployments.slice(-2);
    expect(second.createdAt.getTime() - first.finishedAt!.getTime()).toBeGreaterThanOrEqual(minutes(15).toMilliseconds());
    expectSound(shop);
  });
});

test('whoever rotates without end gets a deployment every quarter of an hour, and the last value', async () => {
  const shop = await opened();
  const before = serviceOf(shop).deployments.length;
  let last = 0;
  for (let time = 0; time < 120; time += 2) {
    rotate(shop);
    last = shop.world.aws.agenda.now;
    await shop.world.advance(2);
  }
  await shop.world.advance(60);
  const made = serviceOf(shop).deployments.slice(before);
  expect(made.length).toBeGreaterThan(4);
  expect(made.length).toBeLessThanOrEqual(120 / 15 + 1);
  expect(latest(shop).createdAt.getTime()).toBeGreaterThan(last);
  expect(new Set(deployments(shop))).toEqual(new Set(['SUCCESSFUL']));
  expect(await executions(shop)).toEqual(Array(60).fill('SUCCEEDED'));
});

test('a rotation while the stack deploys does not get in its way, and needs no deployment if that began later', async () => {
  const shop = await opened({ rollout: 'blueGreen' });
  const before = serviceOf(shop).deployments.length;
  rotate(shop);
  await shop.world.advance(0.5);
  await step(shop, { image: 'v2' });
  await shop.world.advance(60);
  expect(serviceOf(shop).deployments).toHaveLength(before + 1);

  shop.after(3, () => rotate(shop));
  await step(shop, { image: 'v3' });
  await shop.world.advance(60);
  expect(serviceOf(shop).deployments).toHaveLength(before + 3);
  expectSound(shop);
});

test('a stack that deploys while copies are being replaced gets its version', async () => {
  const shop = await opened({ rollout: 'blueGreen' });
  rotate(shop);
  await shop.world.advance(2);
  expect(latest(shop).hasEnded).toBe(false);
  await step(shop, { image: 'v2' });
  await shop.world.advance(120);
  expect(await executions(shop)).toEqual(['SUCCEEDED']);
  expectSound(shop);
});

test('new copies that do not come up with the new value are taken back, and somebody is told', async () => {
  const shop = await opened();
  shop.faults.image = () => 'never ready';
  rotate(shop);
  await shop.world.advance(300);
  expect(deployments(shop).at(-1)).toMatch(/^ROLLBACK|STOPPED/);
  expect(await executions(shop)).toEqual(['FAILED']);
  expect(shop.did('UpdateService')).toHaveLength(1);
});

test('after deployments that were taken back, however many, the next value is deployed', async () => {
  const shop = await opened();
  rotate(shop);
  await shop.world.advance(120);
  for (const count of [2, 3, 4]) {
    shop.faults.image = () => 'never ready';
    rotate(shop);
    await shop.world.advance(300);
    expect(deployments(shop).at(-1)).toMatch(/^ROLLBACK/);
    expect(shop.did('UpdateService')).toHaveLength(count);
  }
  shop.faults.image = undefined;
  rotate(shop);
  await shop.world.advance(90);
  expect(shop.did('UpdateService')).toHaveLength(5);
  expect(deployments(shop).at(-1)).toBe('SUCCESSFUL');
  expect(await executions(shop)).toEqual(['SUCCEEDED', 'FAILED', 'FAILED', 'FAILED', 'SUCCEEDED']);
  expectSound(shop);
});

test('whoever rotates without end among deployments that are taken back keeps the pace as well', async () => {
  const shop = await opened();
  const before = serviceOf(shop).deployments.length;
  shop.faults.image = () => 'never ready';
  for (let time = 0; time < 180; time += 5) {
    rotate(shop);
    await shop.world.advance(5);
  }
  const made = serviceOf(shop).deployments.slice(before);
  expect(made.length).toBeGreaterThan(2);
  made.slice(1).forEach(({ createdAt }, index) => {
    expect(createdAt.getTime() - made[index].finishedAt!.getTime()).toBeGreaterThanOrEqual(minutes(15).toMilliseconds());
  });
  shop.faults.image = undefined;
  rotate(shop);
  await shop.world.advance(120);
  expect(latest(shop).status).toBe('SUCCESSFUL');
});

test('values that come together and are no good are deployed once, and one that comes during that is deployed later', async () => {
  const shop = await opened();
  const before = serviceOf(shop).deployments.length;
  shop.faults.image = () => 'never ready';
  rotate(shop);
  await shop.world.advance(0.5);
  rotate(shop);
  rotate(shop, 'Key');
  await shop.world.advance(300);
  expect(serviceOf(shop).deployments).toHaveLength(before + 1);
  expect((await executions(shop)).sort()).toEqual(['FAILED', 'SUCCEEDED', 'SUCCEEDED']);
  rotate(shop);
  await shop.world.advance(2);
  expect(latest(shop).hasEnded).toBe(false);
  rotate(shop, 'Key');
  await shop.world.advance(300);
  expect(serviceOf(shop).deployments).toHaveLength(before + 3);
});

test('whoever takes the turn and cannot deploy does not keep others from it', async () => {
  const shop = await opened();
  const before = serviceOf(shop).deployments.length;
  const { ecs } = shop.account.services;
  const update = ecs.update.bind(ecs);
  ecs.update = () => { throw new ServiceError('ServerException', 'Try again later'); };
  rotate(shop);
  await shop.world.advance(60);
  expect(await executions(shop)).toEqual(['FAILED']);
  ecs.update = update;
  rotate(shop);
  await shop.world.advance(90);
  expect(await executions(shop)).toEqual(['FAILED', 'SUCCEEDED']);
  expect(serviceOf(shop).deployments).toHaveLength(before + 1);
});

test.each(['turn', 'pace'])('a name (%s) whose answer is lost is asked for again, and belongs to whoever took it', async kind => {
  const shop = await opened();
  const before = serviceOf(shop).deployments.length;
  const { stateMachines } = shop.account.services;
  const start = stateMachines.start.bind(stateMachines);
  const lost: string[] = [];
  stateMachines.start = (machine, input, name) => {
    const started = start(machine, input, name);
    if (name?.startsWith(`${kind}-`) && lost.push(name) < 6) { throw new ServiceError('TimeoutError', 'socket hang up'); }
    return started;
  };
  rotate(shop);
  await shop.world.advance(120);
  expect(lost.length).toBe(6);
  expect(new Set(lost).size).toBe(1);
  expect(serviceOf(shop).deployments).toHaveLength(before + 1);
  expect(await executions(shop)).toEqual(['SUCCEEDED']);
});

test('each service reads its own secrets, and only those that read one are deployed', async () => {
  const shop = await opened({ services: 2 });
  const before = [deployments(shop, 'Api').length, deployments(shop, 'Api2').length];
  rotate(shop);
  await shop.world.advance(60);
  expect([deployments(shop, 'Api').length, deployments(shop, 'Api2').length]).toEqual(before.map(count => count + 1));
});

test('what is no new value is nobody\'s business', async () => {
  const shop = await opened();
  rotate(shop, 'Password', 'preview');
  change(shop, '/shop/other');
  change(shop, '/shop/level', 'Delete');
  await shop.world.advance(60);
  expect(await executions(shop)).toEqual([]);
});

test('a service that is gone is not missed', async () => {
  const shop = await opened({ services: 2 });
  rotate(shop);
  await shop.world.advance(0.5);
  await step(shop, { services: 1 });
  await shop.world.advance(60);
  expect((await executions(shop)).sort()).toEqual(['SUCCEEDED', 'SUCCEEDED']);
});

test('calls that are throttled are made again', async () => {
  const shop = await opened();
  shop.faults.throttling = 0.3;
  const before = serviceOf(shop).deployments.length;
  rotate(shop);
  await shop.world.advance(90);
  expect(serviceOf(shop).deployments).toHaveLength(before + 1);
  expect(await executions(shop)).toEqual(['SUCCEEDED']);
});

test.each([1, 2, 3, 4, 5, 8, 11, 20])('executions that get in each other\'s way agree on who deploys (%d)', async seed => {
  const shop = newShop(seed);
  await step(shop, {}, CREATED);
  await shop.world.advance(120);
  // Calls that have to be repeated let the others pass.
  shop.faults.throttling = 0.5;
  const before = serviceOf(shop).deployments.length;
  for (let count = 0; count < 8; count++) { rotate(shop, count % 2 ? 'Key' : 'Password'); }
  await shop.world.advance(180);
  expect(serviceOf(shop).deployments).toHaveLength(before + 1);
});
