/** The template says where the public goes, and it must never say anything but where the public is. */
import { expectSound, failOnce, opened, record, serviceOf, step, UPDATED, WENT_BACK } from './native-support';
import { minutes, Plan, Shop, Wares } from './shop';
import { Rollout, TestTraffic, TrafficShift } from '../../../src/vocabulary';

const PLAN: Plan = {
  rollouts: {
    blueGreen: () => Rollout.blueGreen({ bakeTime: minutes(5) }),
    canary: () => Rollout.canary({ bakeTime: minutes(5), testTraffic: TestTraffic.header('x-preview', 'yes') }),
    linear: () => Rollout.linear({ percent: 50, bakeTime: minutes(0), testTraffic: TestTraffic.listener(8443) }),
    codeDeploy: () => Rollout.codeDeploy({ shift: TrafficShift.canary(10, minutes(5)), bakeTime: minutes(5) }),
    codeDeployTested: () => Rollout.codeDeploy({ shift: TrafficShift.allAtOnce(), bakeTime: minutes(5), testTraffic: TestTraffic.listener(8443) }),
  },
};

/** A shop whose traffic is at the second target group. */
async function atB(rollout: string, wares: Wares = {}): Promise<Shop> {
  const shop = await opened(new Shop(PLAN), { rollout, ...wares });
  while (shop.weights()[1] !== 100) { await step(shop, { image: `${shop.wares.image}x` }); }
  await shop.world.advance(60);
  return shop;
}

/** Whatever makes CloudFormation write the rule, or what the rule belongs to. */
const CHANGES: Record<string, Wares> = {
  'another path': { path: '/shop/*' },
  'another place in the order of rules': { priority: 77 },
  'both': { path: '/shop/*', priority: 77 },
};

describe.each(Object.keys(PLAN.rollouts))('with %s, the second target group being live,', rollout => {
  test('another certificate moves nothing', async () => {
    const shop = await atB(rollout, { certificate: 'one' });
    const moves = record(shop);
    await step(shop, { certificate: 'two' });
    expect(moves).toEqual([]);
    expect(shop.weights()).toEqual([0, 100]);
  });

  test.each(Object.entries(CHANGES))('%s writes the rule as it is', async (_name, wares) => {
    const shop = await atB(rollout);
    const moves = record(shop);
    await step(shop, wares);
    expect(moves.length).toBeGreaterThan(0);
    expect(moves.every(({ served }) => served[shop.wares.image!] === 100)).toBe(true);
    expect(shop.weights()).toEqual([0, 100]);
  });

  test.each(Object.entries(CHANGES))('%s in a stack that goes back leaves the rule as it is', async (_name, wares) => {
    const shop = await atB(rollout);
    failOnce(shop, /^Note/);
    await step(shop, { ...wares, note: 'b' }, WENT_BACK);
    expect(shop.weights()).toEqual([0, 100]);
    await step(shop, wares);
    expect(shop.weights()).toEqual([0, 100]);
  });

  test('another path comes together with another version', async () => {
    const shop = await atB(rollout);
    await step(shop, { path: '/shop/*', image: 'w' });
    expect(shop.weights()).toEqual([100, 0]);
    await step(shop, { path: '/other/*', priority: 33 });
    expect(shop.weights()).toEqual([100, 0]);
  });

  test('another path together with a version that does not come up goes back to where the public is', async () => {
    const shop = await atB(rollout);
    await step(shop, { path: '/shop/*', image: 'broken' }, WENT_BACK);
    expect(shop.weights()).toEqual([0, 100]);
    await step(shop, { path: '/shop/*', image: 'w' });
  });

  test('another path together with a version that is taken back because of something else stays with the public', async () => {
    const shop = await atB(rollout);
    failOnce(shop, /^Note/);
    await step(shop, { path: '/shop/*', image: 'w', note: 'b' }, WENT_BACK);
    await step(shop, { priority: 55 });
  });

  test('another listener gets a rule that is like the one of before, which may be without anybody just before it goes', async () => {
    const shop = await atB(rollout);
    const before = serviceOf(shop).arn;
    const old = shop.account.live('AWS::ElasticLoadBalancingV2::ListenerRule').map(({ physicalId }) => physicalId);
    const { traffic } = shop.account.services;
    expect((await shop.deploy({ certificate: 'one' })).status).toBe(UPDATED);
    expect(serviceOf(shop).arn).toBe(before);
    expect(old).not.toContain(shop.ruleOf());
    const [first] = traffic.timeline.filter(({ rule }) => rule === shop.ruleOf());
    expect(Object.keys(first.behind)).toEqual([shop.physicalId('AWS::ElasticLoadBalancingV2::TargetGroup', /^Api.*Green/)]);
    expect(traffic.outages.filter(({ rule }) => !old.includes(rule))).toEqual([]);
    traffic.outages.length = 0;
    expectSound(shop);
  });
});
