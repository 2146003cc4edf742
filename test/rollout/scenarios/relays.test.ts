/** Rollouts that take longer than a custom resource may. */
import { ALARM, alarm, codeDeploy, created, expectBack, expectDone, open } from './plans';
import { minutes } from './shop';
import { RolloutAlarms, RolloutCompletion, TrafficShift } from '../../../src/vocabulary';

jest.setTimeout(60_000);

const SLOW = codeDeploy(on => ({
  shift: TrafficShift.linear(10, minutes(7)),
  maxWait: minutes(120),
  waitFor: RolloutCompletion.TRAFFIC_SHIFTED,
  alarms: RolloutAlarms.of(alarm(on)),
}));

test('scenario 37: a relay goes on waiting, and whatever depends on the service comes after it', async () => {
  const shop = await open(SLOW);
  const deployed = await shop.deploy({ image: 'v2', note: 'b' });
  expectDone(shop, deployed, 'v2');
  expect(deployed.minutes).toBeGreaterThan(63);
  expect(created(shop)).toHaveLength(1);
  const done = deployed.events.filter(({ status }) => status === 'UPDATE_COMPLETE').map(({ logicalId }) => logicalId.replace(/[0-9A-F]{8}$/, ''));
  const order = ['ApiRollout', 'ApiRolloutWait1', 'ApiRolloutWait2', 'Note'].map(id => done.indexOf(id));
  expect(order).toEqual([...order].sort((one, other) => one - other));
  expect(order).not.toContain(-1);
});

test('scenario 37: the way from a tenth to all of it by linear steps of three minutes', async () => {
  const shop = await open(codeDeploy({ shift: TrafficShift.linear(10, minutes(3)), maxWait: minutes(60) }));
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(created(shop)).toHaveLength(1);
});

test('scenario 38: what fails while a relay waits is taken back by the rollout', async () => {
  const shop = await open(SLOW);
  shop.after(60, () => shop.account.services.alarms.set(ALARM, 'ALARM'));
  const deployed = await shop.deploy({ image: 'v2' });
  expectBack(shop, deployed, 'v1', /ALARM_ACTIVE/);
  expect(deployed.events.find(({ status }) => status === 'UPDATE_FAILED')?.logicalId).toMatch(/RolloutWait1/);
});
