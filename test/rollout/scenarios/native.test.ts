/** Rollouts that ECS carries out by itself, from the first version on: what the public gets, and when. */
import { opened, latest, record, serviceOf, step, expectSound, failOnce, goesToAndFro, SHIFTS, WENT_BACK, CREATED } from './native-support';
import { minutes, Plan, Shop } from './shop';
import { Exposure, Rollout, TestTraffic } from '../../../src/vocabulary';

const PLAN: Plan = { rollouts: SHIFTS };
const KINDS = Object.keys(SHIFTS);

describe.each(KINDS)('%s', rollout => {
  test('the first version is there as soon as it is well', async () => {
    const shop = new Shop(PLAN);
    const deployed = await shop.deploy({ rollout });
    expect(deployed.status).toBe(CREATED);
    expectSound(shop);
    expect(shop.serving()).toEqual({ v1: 100 });
  });

  test('the next ones go to and fro between the two target groups', async () => {
    await goesToAndFro(await opened(new Shop(PLAN), { rollout }));
  });

  test('old copies are kept while the new ones prove themselves, and are gone afterwards', async () => {
    const shop = await opened(new Shop(PLAN), { rollout });
    const during: number[] = [];
    shop.onTraffic(served => served.v2 === 100, () => during.push(serviceOf(shop).alive.length));
    const { minutes: took } = await step(shop, { image: 'v2' });
    expect(during).toEqual([2]);
    expect(serviceOf(shop).alive).toHaveLength(1);
    expect(took).toBeGreaterThanOrEqual(5);
  });

  test('what does not concern the service changes nothing about it', async () => {
    const shop = await opened(new Shop(PLAN), { rollout });
    await step(shop, { image: 'v2' });
    const before = serviceOf(shop).deployments.length;
    shop.forget();
    const moves = record(shop);
    expect(await shop.deploy()).toMatchObject({ changed: false, minutes: 0 });
    expect(shop.calls).toEqual([]);
    await step(shop, { memo: 'b', note: 'b' });
    expect(serviceOf(shop).deployments).toHaveLength(before);
    expect(moves).toEqual([]);
    expect(shop.calls).toEqual([]);
  });

  test('another release of the library changes its functions, and nothing else', async () => {
    const shop = await opened(new Shop(PLAN), { rollout });
    await step(shop, { image: 'v2' });
    const before = serviceOf(shop).deployments.length;
    const moves = record(shop);
    const { events } = await step(shop, { release: 'abc' });
    expect([...new Set(events.filter(({ status }) => status === 'UPDATE_COMPLETE').map(({ type }) => type))].sort())
      .toEqual(['AWS::CloudFormation::Stack', 'AWS::Lambda::Function']);
    expect(serviceOf(shop).deployments).toHaveLength(before);
    expect(moves).toEqual([]);
    await step(shop, { image: 'v3', path: '/shop/*' });
  });

  test('another resource that fails afterwards takes the version back, the same way', async () => {
    const shop = await opened(new Shop(PLAN), { rollout });
    failOnce(shop, /^Note/);
    const moves = record(shop);
    await step(shop, { image: 'v2', note: 'b' }, WENT_BACK);
    expect(moves.some(({ served }) => served.v2 === 100)).toBe(true);
    await step(shop, { image: 'v3', note: 'c' });
  });
});

describe('the traffic moves', () => {
  test.each([
    ['blueGreen', [[0, 100]]],
    ['canary', [[0, 10], [10, 100]]],
    ['linear', [[0, 25], [6, 50], [12, 75], [18, 100]]],
  ])('%s', async (rollout, wanted) => {
    const shop = await opened(new Shop(PLAN), { rollout });
    const moves = record(shop);
    await step(shop, { image: 'v2' });
    expect(moves.map(({ minute, served }) => [minute - moves[0].minute, served.v2])).toEqual(wanted);
  });
});

test('several ways in move together', async () => {
  const shop = new Shop({
    rollouts: SHIFTS,
    props: () => ({ exposures: [Exposure.public({ paths: ['/a/*'], priority: 10 }), Exposure.public({ paths: ['/b/*'], priority: 20 })] }),
  });
  await shop.deploy({ rollout: 'canary' });
  const { traffic } = shop.account.services;
  traffic.timeline.length = 0;
  expect((await shop.deploy({ image: 'v2' })).status).toBe('UPDATE_COMPLETE');
  const rules = [...new Set(traffic.timeline.map(({ rule }) => rule))];
  expect(rules).toHaveLength(2);
  const of = (wanted: string) => traffic.timeline.filter(({ rule }) => rule === wanted)
    .map(({ at, shares }) => [at, shares.map(({ weight }) => weight).sort()]);
  expect(of(rules[0])).toHaveLength(2);
  expect(of(rules[0])).toEqual(of(rules[1]));
  expect(traffic.outages).toEqual([]);
  expect(traffic.unserved()).toEqual([]);
});

describe('two services in a stack', () => {
  test('have a rollout each', async () => {
    const shop = await opened(new Shop(PLAN), { rollout: 'canary', services: 2 });
    await step(shop, { image: 'v2' });
    expect(serviceOf(shop, 'Api2').arn).not.toBe(serviceOf(shop).arn);
    expect([latest(shop), latest(shop, 'Api2')].map(({ status }) => status)).toEqual(['SUCCESSFUL', 'SUCCESSFUL']);
  });

  test('go back together if one of them fails', async () => {
    const shop = await opened(new Shop(PLAN), { rollout: 'canary', services: 2 });
    failOnce(shop, /^Api2Service/);
    await step(shop, { image: 'v2' }, WENT_BACK);
    await step(shop, { image: 'v3' });
  });

  test('do not wait for each other when one is new', async () => {
    const shop = await opened(new Shop(PLAN), { rollout: 'blueGreen' });
    const before = serviceOf(shop).deployments.length;
    await step(shop, { services: 2 });
    expect(serviceOf(shop).deployments).toHaveLength(before);
  });
});

test('a way in that is added joins the others, and one that is taken away leaves them', async () => {
  const ways = (count: number) => ['/a/*', '/b/*', '/c/*'].slice(0, count).map((path, index) => Exposure.public({ paths: [path], priority: 10 + index }));
  const shop = new Shop({ rollouts: SHIFTS, props: ({ wares }) => ({ exposures: ways(Number(wares.environment?.WAYS ?? 1)) }) });
  const { traffic } = shop.account.services;
  await shop.deploy({ rollout: 'canary' });
  const first = shop.ruleOf();
  for (const [index, count] of [2, 3, 3, 1, 2].entries()) {
    expect((await shop.deploy({ image: `w${index}`, environment: { WAYS: `${count}` } })).status).toBe('UPDATE_COMPLETE');
    expect(traffic.outages.filter(({ rule }) => rule === first)).toEqual([]);
    expect(traffic.unserved()).toEqual([]);
    expect(shop.account.live('AWS::ElasticLoadBalancingV2::ListenerRule')).toHaveLength(count);
  }
});

test('a service that is taken away leaves the other one alone', async () => {
  const shop = await opened(new Shop(PLAN), { rollout: 'canary', services: 2 });
  await step(shop, { image: 'v2' });
  const before = serviceOf(shop).deployments.length;
  await step(shop, { services: 1 });
  expect(serviceOf(shop).deployments).toHaveLength(before);
  expect(shop.account.services.ecs.list()).toHaveLength(1);
});

describe('while a deployment is under way that somebody has started by hand', () => {
  const midway = async (): Promise<Shop> => {
    const shop = await opened(new Shop(PLAN), { rollout: 'canary' });
    await step(shop, { image: 'v2' });
    const { cluster, name } = serviceOf(shop);
    await shop.somebody('ecs', 'UpdateService', { cluster, service: name, forceNewDeployment: true });
    await shop.world.advance(5);
    expect(shop.weights().sort()).toEqual([10, 90]);
    return shop;
  };

  test('a rule is written with what has moved', async () => {
    const shop = await midway();
    const { traffic } = shop.account.services;
    traffic.timeline.length = 0;
    expect((await shop.deploy({ path: '/shop/*' })).status).toBe('UPDATE_COMPLETE');
    expect(traffic.timeline[0]).toMatchObject({ by: 'CloudFormation' });
    expect(traffic.timeline[0].shares.map(({ weight }) => weight).sort()).toEqual([10, 90]);
    await shop.world.advance(60);
    expectSound(shop);
  });

  test('another version takes its place', async () => {
    const shop = await midway();
    await step(shop, { image: 'v3' });
    await step(shop, { image: 'v4', path: '/shop/*' });
  });

  test('another version that does not come up leaves the one before', async () => {
    const shop = await midway();
    await step(shop, { image: 'broken', path: '/shop/*' }, WENT_BACK);
    await shop.world.advance(60);
    expectSound(shop);
  });
});

test('a new stack that goes back leaves nothing behind', async () => {
  const shop = new Shop(PLAN);
  failOnce(shop, /^Note/);
  expect((await shop.deploy({ rollout: 'linear' })).status).toBe('ROLLBACK_COMPLETE');
  expect(shop.account.services.ecs.list()).toEqual([]);
  await step(shop, { rollout: 'linear' }, CREATED);
});

test('test traffic is ahead of the public', async () => {
  const plan: Plan = { rollouts: { tested: () => Rollout.canary({ testTraffic: TestTraffic.header('x-preview', 'yes'), bakeTime: minutes(5) }) } };
  const shop = await opened(new Shop(plan));
  const { traffic } = shop.account.services;
  const testRule = shop.physicalId('AWS::ElasticLoadBalancingV2::ListenerRule', /Test/);
  const isNew = (moment: { readonly behind: Readonly<Record<string, readonly string[]>> }) => Object.values(moment.behind).flat().some(arn => shop.imageOf(arn) === 'v2');
  await step(shop, { image: 'v2' });
  const first = (rule: string) => traffic.timeline.findIndex(moment => moment.rule === rule && isNew(moment));
  expect(first(testRule)).toBeGreaterThan(-1);
  expect(first(testRule)).toBeLessThan(first(shop.ruleOf()));
});

describe('a stack is deleted', () => {
  test.each(KINDS)('after %s', async rollout => {
    const shop = await opened(new Shop(PLAN), { rollout });
    await step(shop, { image: 'v2' });
    expect((await shop.destroy()).status).toBe('DELETE_COMPLETE');
    expect(shop.account.services.ecs.list()).toEqual([]);
  });

  test.each(KINDS)('during %s, which somebody has started by hand', async rollout => {
    const shop = await opened(new Shop(PLAN), { rollout });
    const { cluster, name } = serviceOf(shop);
    await shop.somebody('ecs', 'UpdateService', { cluster, service: name, forceNewDeployment: true });
    await shop.world.advance(3);
    expect(latest(shop).hasEnded).toBe(false);
    expect((await shop.destroy()).status).toBe('DELETE_COMPLETE');
    await shop.world.advance(60);
    expect(shop.account.services.ecs.list()).toEqual([]);
  });
});
