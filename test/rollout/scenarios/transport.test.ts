/** Everything that goes wrong between the handlers and AWS, and must not matter. */
import { created, expectBack, expectDone, LONG_BAKE, open } from './plans';
import { DELIVERED_LATE, THROTTLED } from './played';
import { Shop } from './shop';
import { Faults } from '../../../tools/local-cloudformation/services/faults';

jest.setTimeout(60_000);

test('scenario 25: a request that is delivered twice is one deployment', async () => {
  const shop = await open(LONG_BAKE, { faults: { duplicateDeliveries: 1 } });
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(created(shop)).toHaveLength(1);
});

test(DELIVERED_LATE.title, () => DELIVERED_LATE.play());

test('scenario 26: a request that is delivered twice at the same time is one deployment', async () => {
  const shop = await open(LONG_BAKE, { faults: { concurrentDeliveries: 1, listLagSeconds: 30 } });
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(created(shop)).toHaveLength(1);
});

/** The first answer to an action gets lost on its way back, though the action has had its effect. */
function loseAnswer(shop: Shop, action: string): void {
  const { apis } = shop.world.aws;
  const callInside = apis.callInside.bind(apis);
  let lost = 0;
  apis.callInside = async (service, name, input) => {
    const answer = await callInside(service, name, input);
    if (name === action && lost++ < 8) { throw Object.assign(new Error('socket hang up'), { name: 'NetworkingError' }); }
    return answer;
  };
}

test('scenario 27: a deployment whose beginning nobody hears of is found again', async () => {
  const shop = await open(LONG_BAKE);
  loseAnswer(shop, 'CreateDeployment');
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(created(shop)).toHaveLength(1);
});

test(THROTTLED.title, () => THROTTLED.play());

test('scenario 28: the same from the first deployment on, with all else that the way to AWS does', async () => {
  const faults: Faults = { throttling: 0.3, lostResponses: 0.1, listLagSeconds: 30, duplicateDeliveries: 0.5, clockSkewSeconds: 20 };
  const shop = await open(LONG_BAKE, { seed: 28, faults });
  for (const image of ['v2', 'v3', 'v4']) { expectDone(shop, await shop.deploy({ image }), image); }
  expect(created(shop)).toHaveLength(3);
});

test.each(['dies', 'hangs'] as const)('scenario 29: a function of the framework that %s is asked again', async fate => {
  const shop = await open(LONG_BAKE);
  const seen = new Set<string>();
  shop.faults.invocation = name => {
    if (!/Deployments.*framework/.test(name) || seen.has(name)) { return undefined; }
    seen.add(name);
    return fate;
  };
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(created(shop)).toHaveLength(1);
  expect(seen.size).toBe(2);
});

// The framework takes the death of a handler for its last word.
test.each<[string, RegExp]>([['looks after a deployment', /DeploymentsIsComplete/], ['begins it', /DeploymentsOnEvent/]])(
  'scenario 29: where the function that %s is killed, the stack goes back as a whole', async (_what, name) => {
    const shop = await open(LONG_BAKE);
    let turn = 0;
    shop.faults.invocation = fn => name.test(fn) && turn++ === 0 ? 'dies' : undefined;
    expectBack(shop, await shop.deploy({ image: 'v2' }), 'v1', /killed/);
    shop.faults.invocation = undefined;
    expectDone(shop, await shop.deploy({ image: 'v3' }), 'v3');
  });

test('scenario 30: lists that are thirty seconds behind are no reason to begin twice', async () => {
  const shop = await open(LONG_BAKE, { faults: { listLagSeconds: 30 } });
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(created(shop)).toHaveLength(1);
});

test('scenario 30: nor to take a deployment back that goes well', async () => {
  const shop = await open(LONG_BAKE, { faults: { listLagSeconds: 30 } });
  expectBack(shop, await shop.deploy({ image: 'broken' }), 'v1', /did not come up/);
  expect(created(shop)).toHaveLength(1);
});
