/** What CloudFormation writes to listeners and rules must never move traffic. */
import { expectBack, expectDone, fail, NO_ROOM, open, PLAIN } from './plans';
import { Shop, Wares } from './shop';

jest.setTimeout(60_000);

/** The second version has the traffic, in the green target group. */
async function onGreen(wares: Wares = {}): Promise<Shop> {
  const shop = await open(PLAIN, { wares });
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(shop.weights()).toEqual([0, 100]);
  shop.forget();
  return shop;
}

test('scenario 39: another certificate leaves the weights alone', async () => {
  const shop = await onGreen({ certificate: 'one' });
  const deployed = await shop.deploy({ certificate: 'two' });
  expectDone(shop, deployed, 'v2');
  expect(deployed.events.map(({ type }) => type)).toContain('AWS::ElasticLoadBalancingV2::Listener');
  expect(shop.weights()).toEqual([0, 100]);
});

test.each<[string, Wares]>([['path', { path: '/api/*' }], ['priority', { priority: 42 }]])('scenario 40: a rule with another %s leads where the old one led', async (_what, change) => {
  const shop = await onGreen();
  const deployed = await shop.deploy(change);
  expectDone(shop, deployed, 'v2');
  expect(deployed.events.map(({ type }) => type)).toContain('AWS::ElasticLoadBalancingV2::ListenerRule');
  expect(shop.weights()).toEqual([0, 100]);
});

test.each<[string, Wares]>([['path', { path: '/api/*' }], ['priority', { priority: 42 }]])('scenario 41: a rule that gets its old %s back leads where it led', async (_what, change) => {
  const shop = await onGreen();
  fail(shop, 'Note');
  expectBack(shop, await shop.deploy({ ...change, note: 'b' }), 'v2', NO_ROOM);
  expect(shop.weights()).toEqual([0, 100]);
});

test('scenario 41: even where the version goes back as well', async () => {
  const shop = await onGreen();
  fail(shop, 'Note');
  expectBack(shop, await shop.deploy({ image: 'v3', path: '/api/*', note: 'b' }), 'v2', NO_ROOM);
});

test('scenario 40: a rule that changes while the old copies are kept', async () => {
  const shop = await onGreen();
  expectDone(shop, await shop.deploy({ image: 'v3', path: '/api/*' }), 'v3');
  expectDone(shop, await shop.deploy({ path: '/*' }), 'v3');
});
