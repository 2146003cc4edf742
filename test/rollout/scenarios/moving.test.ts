/** From one rollout to another: in place where that can be done, refused before anything is touched where it cannot. */
import { expectSound, failOnce, latest, opened, record, serviceOf, step, UPDATED, WENT_BACK } from './native-support';
import { minutes, Plan, Shop } from './shop';
import { Rollout, TrafficShift } from '../../../src/vocabulary';

const PLAN: Plan = {
  rollouts: {
    rolling: () => Rollout.rolling(),
    following: () => Rollout.rolling({ followTraffic: true }),
    blueGreen: () => Rollout.blueGreen({ bakeTime: minutes(5) }),
    canary: () => Rollout.canary({ bakeTime: minutes(5) }),
    linear: () => Rollout.linear({ percent: 50, bakeTime: minutes(5) }),
    codeDeploy: () => Rollout.codeDeploy({ shift: TrafficShift.canary(10, minutes(5)), bakeTime: minutes(600) }),
    quickly: () => Rollout.codeDeploy({ shift: TrafficShift.canary(10, minutes(5)), bakeTime: minutes(5) }),
  },
};

interface LoadBalancer {
  readonly TargetGroupArn: string;
  readonly AdvancedConfiguration?: { readonly AlternateTargetGroupArn: string };
}

const targetGroups = (shop: Shop) => ['Blue', 'Green'].map(color => shop.physicalId('AWS::ElasticLoadBalancingV2::TargetGroup', new RegExp(color)));

/** Goes on until the second target group has the traffic. */
async function atB(shop: Shop): Promise<Shop> {
  while (shop.weights()[1] !== 100) { await step(shop, { image: `${shop.wares.image}x` }); }
  return shop;
}

describe('in place', () => {
  test('rolling becomes canary becomes linear becomes blue/green, with and without another version', async () => {
    const shop = await opened(new Shop(PLAN), { rollout: 'rolling' });
    const { arn } = serviceOf(shop);
    for (const rollout of ['canary', 'linear', 'blueGreen', 'canary', 'blueGreen', 'linear']) {
      await step(shop, { rollout });
      await step(shop, { image: `${shop.wares.image}x` });
    }
    expect(serviceOf(shop).arn).toBe(arn);
  }, 30_000);

  test.each(['canary', 'linear', 'blueGreen'])('rolling becomes %s together with another version', async rollout => {
    const shop = await opened(new Shop(PLAN), { rollout: 'rolling' });
    await step(shop, { rollout, image: 'v2' });
    expect(latest(shop).strategy).not.toBe('ROLLING');
    await step(shop, { image: 'v3' });
  });

  test('a stack that goes back takes rolling back, too: without interruption from one that follows the traffic', async () => {
    const shop = await opened(new Shop(PLAN), { rollout: 'following' });
    failOnce(shop, /^Note/);
    await step(shop, { rollout: 'canary', image: 'v2', note: 'b' }, WENT_BACK);
    await step(shop, { rollout: 'canary', image: 'v3' });
  });

  test('a stack that goes back to one without a pin has an interruption, and ends where the copies are', async () => {
    const shop = await opened(new Shop(PLAN), { rollout: 'rolling' });
    failOnce(shop, /^Note/);
    expect((await shop.deploy({ rollout: 'canary', image: 'v2', note: 'b' })).status).toBe(WENT_BACK);
    expect(shop.account.services.traffic.outages.length).toBeGreaterThan(0);
    shop.forget();
    expectSound(shop);
    await step(shop, { rollout: 'canary', image: 'v3' });
  });

  test('a version that does not come up does not keep canary from being left', async () => {
    const shop = await opened(new Shop(PLAN), { rollout: 'canary' });
    await step(shop, { image: 'broken' }, WENT_BACK);
    await step(shop, { rollout: 'linear', image: 'v2' });
  });
});

describe('back to rolling', () => {
  test.each(['canary', 'linear', 'blueGreen'])('%s leaves the copies where the traffic is', async rollout => {
    const shop = await atB(await opened(new Shop(PLAN), { rollout }));
    const [, green] = targetGroups(shop);
    await step(shop, { rollout: 'following' });
    expect(serviceOf(shop).alive.map(set => set.targetGroups)).toEqual([[green]]);
    await step(shop, { image: 'w' });
    expect(serviceOf(shop).alive.map(set => set.targetGroups)).toEqual([[green]]);
    expect(shop.weights()).toEqual([0, 100]);
    await step(shop, { rollout, image: 'x' });
    expect(shop.weights()).toEqual([100, 0]);
  });

  test('goes back with the stack, to where the traffic is', async () => {
    const shop = await atB(await opened(new Shop(PLAN), { rollout: 'canary' }));
    failOnce(shop, /^Note/);
    await step(shop, { rollout: 'following', image: 'w', note: 'b' }, WENT_BACK);
    await step(shop, { image: 'x' });
  });

  test.each(['rolling', 'following'])('with blue being live, %s changes nothing for the public', async rollout => {
    const shop = await opened(new Shop(PLAN), { rollout: 'canary' });
    while (shop.weights()[0] !== 100) { await step(shop, { image: `${shop.wares.image}x` }); }
    await step(shop, { rollout });
  });

  test('without following the traffic the public meets nobody until the copies have moved: this is why `followTraffic` is there', async () => {
    const shop = await atB(await opened(new Shop(PLAN), { rollout: 'canary' }));
    const { status } = await shop.deploy({ rollout: 'rolling' });
    const { outages } = shop.account.services.traffic;
    const [blue] = targetGroups(shop);
    expect(status).toBe(UPDATED);
    expect(outages).toEqual([expect.objectContaining({ targetGroup: blue, by: 'CloudFormation' })]);
    expect(shop.weights()).toEqual([1, 0]);
    shop.forget();
    expectSound(shop);
  });
});

describe('to CodeDeploy', () => {
  test.each(['rolling', 'canary'])('%s is refused with another way, before anything is touched', async rollout => {
    const shop = await opened(new Shop(PLAN), { rollout });
    const { arn, deployments } = serviceOf(shop);
    const before = deployments.length;
    const moves = record(shop);
    const { reason } = await step(shop, { rollout: 'codeDeploy', image: 'v2' }, WENT_BACK);
    expect(reason).toMatch(/cannot be handed over to CodeDeploy\. Make a service with another name/);
    expect(serviceOf(shop).arn).toBe(arn);
    expect(serviceOf(shop).deployments).toHaveLength(before);
    expect(moves.every(({ served }) => served.v1 === 100)).toBe(true);
    await step(shop, { image: 'v3' });
  });
});

describe('from CodeDeploy', () => {
  test('a stack that goes back cannot give the service back, which is why it is to be deployed without rollback', async () => {
    const shop = await opened(new Shop(PLAN), { rollout: 'quickly' });
    await step(shop, { image: 'v2' });
    await shop.world.advance(60);
    failOnce(shop, /^Note/);
    const { status, events } = await shop.deploy({ rollout: 'canary', note: 'b' });
    expect(status).toBe('UPDATE_ROLLBACK_FAILED');
    expect(events.find(event => event.status === 'UPDATE_FAILED' && event.type === 'AWS::ECS::Service')?.reason).toMatch(/CODE_DEPLOY deployment controller/);
    expectSound(shop);
  });

  test.each(['canary', 'linear', 'blueGreen', 'following'])('to %s is refused while a deployment waits, before the service is touched', async rollout => {
    const shop = await opened(new Shop(PLAN), { rollout: 'codeDeploy' });
    await step(shop, { image: 'v2' });
    expect(serviceOf(shop).alive).toHaveLength(2);
    const moves = record(shop);
    const { reason } = await step(shop, { rollout }, WENT_BACK);
    expect(reason).toMatch(/CodeDeploy is still at work on service .* 2 sets of copies.*TERMINATION_WAIT/);
    expect(serviceOf(shop).controller).toBe('CODE_DEPLOY');
    expect(moves.every(({ served }) => served.v2 === 100)).toBe(true);
    expect(shop.did('UpdateService').filter(({ input }) => input.taskDefinition !== undefined)).toEqual([]);
    await shop.world.advance(601);
    await step(shop, { rollout });
    expect(serviceOf(shop).controller).toBe('ECS');
  });

  test.each(['canary', 'linear', 'blueGreen', 'following'])('to %s the public stays where it is', async rollout => {
    const shop = await opened(new Shop(PLAN), { rollout: 'quickly' });
    await step(shop, { image: 'v2' });
    await shop.world.advance(60);
    const [blue, green] = targetGroups(shop);
    expect(shop.weights()).toEqual([0, 100]);
    const { arn } = serviceOf(shop);
    await step(shop, { rollout });
    expect(serviceOf(shop).arn).toBe(arn);
    const [balancer] = serviceOf(shop).properties.LoadBalancers as LoadBalancer[];
    expect(balancer.TargetGroupArn).toBe(green);
    expect(balancer.AdvancedConfiguration?.AlternateTargetGroupArn).toBe(rollout === 'following' ? undefined : blue);
    await step(shop, { image: 'v3' });
    await step(shop, { image: 'v4' });
  });
});
