/** Rollouts of services behind a Network Load Balancer: no rules, a listener that divides connections, and ten minutes after each move. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CREATED, expectSound, failOnce, goesToAndFro, latest, opened, record, serviceOf, SHIFTS, step, WENT_BACK } from './native-support';
import { hookFunction } from './plans';
import { minutes, Plan, Shop, Wares } from './shop';
import { Rollout, RolloutHook, RolloutStage, TestTraffic } from '../../../src/vocabulary';

const ROLLOUTS: Plan['rollouts'] = {
  ...SHIFTS,
  tested: () => Rollout.blueGreen({ bakeTime: minutes(5), testTraffic: TestTraffic.listener(2883, { peers: [ec2.Peer.ipv4('203.0.113.0/24')] }) }),
};

const KINDS = Object.keys(ROLLOUTS);
const PLAN: Plan = {
  network: true,
  rollouts: { ...ROLLOUTS, rolling: () => Rollout.rolling(), following: () => Rollout.rolling({ followTraffic: true }) },
};

/** A shop whose connections go to the second target group. */
async function atB(rollout: string, wares: Wares = {}): Promise<Shop> {
  const shop = await opened(new Shop(PLAN), { rollout, ...wares });
  while (shop.weights()[1] !== 100) { await step(shop, { image: `${shop.wares.image}x` }); }
  await shop.world.advance(60);
  return shop;
}

/** CloudFormation writes the listener for it. */
const CHANGE: Wares = { silence: 20 };

describe.each(KINDS)('%s', rollout => {
  test('versions go to and fro between the two target groups, and nobody is cut off', async () => {
    await goesToAndFro(await opened(new Shop(PLAN), { rollout }));
  });

  test('every move is waited for', async () => {
    const shop = await opened(new Shop(PLAN), { rollout });
    const moves = record(shop);
    const { minutes: took } = await step(shop, { image: 'v2' });
    expect(took).toBeGreaterThanOrEqual(10 * (moves.length + (rollout === 'tested' ? 1 : 0)) + 5);
    expect(moves.at(-1)!.served).toEqual({ v2: 100 });
  });

  test('a version that does not come up never gets a connection', async () => {
    const shop = await atB(rollout);
    const moves = record(shop);
    await step(shop, { image: 'broken' }, WENT_BACK);
    expect(moves.filter(({ served }) => served.broken)).toEqual([]);
    expect(shop.weights()).toEqual([0, 100]);
    await step(shop, { image: 'v9' });
  });

  test('a stack that goes back after a rollout takes the connections along', async () => {
    const shop = await atB(rollout);
    failOnce(shop, /^Note/);
    await step(shop, { image: 'v9', note: 'b' }, WENT_BACK);
    await step(shop, { image: 'v9', note: 'b' });
  });

  test('a listener that changes is written as it is', async () => {
    const shop = await atB(rollout);
    const moves = record(shop);
    await step(shop, CHANGE);
    expect(moves.length).toBeGreaterThan(0);
    expect(moves.every(({ served }) => served[shop.wares.image!] === 100)).toBe(true);
    expect(shop.weights()).toEqual([0, 100]);
  });

  test('a listener that changes in a stack that goes back is left as it is', async () => {
    const shop = await atB(rollout);
    failOnce(shop, /^Note/);
    await step(shop, { ...CHANGE, note: 'b' }, WENT_BACK);
    expect(shop.weights()).toEqual([0, 100]);
    await step(shop, CHANGE);
    expect(shop.weights()).toEqual([0, 100]);
  });

  test('a listener changes together with the version and with the port of the containers', async () => {
    const shop = await atB(rollout);
    await step(shop, { ...CHANGE, image: 'w', port: 9090 });
    expect(shop.weights()).toEqual([100, 0]);
    await step(shop, { silence: 5 });
    expect(shop.weights()).toEqual([100, 0]);
  });

  test('the way back to rolling leads to where the connections are, for those who say so', async () => {
    const shop = await atB(rollout);
    await step(shop, { rollout: 'following', image: 'v8' });
    expect(shop.weights()).toEqual([0, 100]);
    await step(shop, { image: 'v9', silence: 20 });
    await step(shop, { rollout, image: 'v10' });
    expect(shop.weights()).toEqual([100, 0]);
  });

  test('services that rolled may begin to shift', async () => {
    const shop = await opened(new Shop(PLAN), { rollout: 'rolling' });
    await step(shop, { rollout, image: 'v2' });
    await step(shop, { image: 'v3' });
  });
});

test('test traffic is with the newest version, ahead of the public', async () => {
  const shop = await opened(new Shop(PLAN), { rollout: 'tested' });
  const test = shop.physicalId('AWS::ElasticLoadBalancingV2::Listener', /TestListener/);
  const seen: string[][] = [];
  shop.account.services.traffic.watch(({ rule, shares, behind }) => {
    if (rule === test) {
      const [{ targetGroup }] = shares.filter(({ weight }) => weight > 0);
      seen.push([...new Set(behind[targetGroup].map(definition => shop.imageOf(definition))), ...Object.keys(shop.serving())]);
    }
  });
  await step(shop, { image: 'v2' });
  expect(seen[0]).toEqual(['v2', 'v1']);
});

test('hooks have a say', async () => {
  const plan: Plan = {
    network: true,
    rollouts: { hooked: on => Rollout.blueGreen({ hooks: [RolloutHook.lambdaFunction(hookFunction(on), RolloutStage.BEFORE_PRODUCTION_TRAFFIC)] }) },
  };
  const shop = await opened(new Shop(plan), { hook: "return { status: 'SUCCEEDED' }" });
  await step(shop, { image: 'v2' });
  await step(shop, { image: 'v3', hook: "return { status: 'FAILED' }" }, WENT_BACK);
  expect(shop.serving()).toEqual({ v2: 100 });
});

test('several services share the load balancer', async () => {
  const shop = await opened(new Shop(PLAN), { rollout: 'canary', services: 3 });
  await step(shop, { image: 'v2' });
  for (const name of ['Api', 'Api2', 'Api3']) { expect(shop.serving(name)).toEqual({ v2: 100 }); }
});

test('a stack with listeners goes away altogether', async () => {
  const shop = await opened(new Shop(PLAN), { rollout: 'tested' });
  await step(shop, { image: 'v2' });
  expect((await shop.destroy()).status).toBe('DELETE_COMPLETE');
});

test('the first version is there as soon as it is well', async () => {
  const shop = new Shop(PLAN);
  expect((await shop.deploy({ rollout: 'canary' })).status).toBe(CREATED);
  expectSound(shop);
  expect(latest(shop).status).toBe('SUCCESSFUL');
  expect(serviceOf(shop).alive).toHaveLength(1);
});
