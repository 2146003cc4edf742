/** Whatever is deployed after whatever else, and whatever goes wrong meanwhile: the public is always somewhere, and where the stack says. */
import fc from 'fast-check';
import { CREATED, expectSound, failOnce, UPDATED, WENT_BACK } from './native-support';
import { minutes, Plan, Shop, Wares } from './shop';
import { Rollout, RolloutApproval, RolloutStage, TestTraffic, ApprovalTimeout } from '../../../src/vocabulary';

const PLAN: Plan = {
  rollouts: {
    following: () => Rollout.rolling({ followTraffic: true }),
    blueGreen: () => Rollout.blueGreen({ bakeTime: minutes(5) }),
    canary: () => Rollout.canary({ bakeTime: minutes(5), testTraffic: TestTraffic.header('x-preview', 'yes') }),
    linear: () => Rollout.linear({ percent: 40, bakeTime: minutes(0) }),
    paused: () => Rollout.blueGreen({
      bakeTime: minutes(5),
      approval: RolloutApproval.manual({ stage: RolloutStage.AFTER_SCALE_UP, timeout: minutes(20), onTimeout: ApprovalTimeout.CONTINUE }),
    }),
  },
};

interface Step {
  readonly wares: Wares;
  /** Another resource fails afterwards. */
  readonly fails: boolean;
}

const step = fc.record<Step>({
  wares: fc.record({
    rollout: fc.constantFrom(...Object.keys(PLAN.rollouts)),
    image: fc.constantFrom('v1', 'v2', 'v3', 'broken'),
    path: fc.constantFrom('/*', '/shop/*'),
    priority: fc.constantFrom(50, 60),
  }, { requiredKeys: [] }),
  fails: fc.boolean(),
});

// Where ECS starts the first version of a service is not written anywhere.
test.each(['alternate', 'primary'] as const)('the first version being in the %s target group, nobody is ever sent to nobody', async firstRevision => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 6 }), fc.nat(), async (steps, seed) => {
    const shop = new Shop(PLAN, { seed, faults: { firstRevision, throttling: 0.1, duplicateDeliveries: 0.1, concurrentDeliveries: 0.1 } });
    expect((await shop.deploy({ rollout: 'following' })).status).toBe(CREATED);
    for (const [index, { wares, fails }] of steps.entries()) {
      if (fails) { failOnce(shop, /^Note/); }
      const { status } = await shop.deploy({ ...wares, note: `${index}` });
      expect([UPDATED, WENT_BACK]).toContain(status);
      if (wares.image === 'broken' || fails) { expect(status).toBe(WENT_BACK); }
      expectSound(shop);
    }
    await shop.world.advance(120);
    expectSound(shop);
    expect((await shop.destroy()).status).toBe('DELETE_COMPLETE');
  }), { numRuns: 10 });
}, 120_000);
