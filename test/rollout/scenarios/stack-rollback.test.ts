/** Stacks that go back: nothing may stand in the way of that. */
import { codeDeploy, created, deployByHand, deploymentsOf, expectBack, expectDone, expectServing, fail, LONG_BAKE, NO_ROOM, open, PLAIN, withOther } from './plans';
import { FAILED_ROLLBACK, OLD_COPIES_GONE, SLOW_ROLLBACK } from './played';

jest.setTimeout(60_000);

test('scenario 18: while the old copies are there, the traffic goes back at once', async () => {
  const shop = await open(LONG_BAKE);
  let failedAt = 0;
  fail(shop, 'Note', () => { failedAt = shop.world.minute; });
  const deployed = await shop.deploy({ image: 'v2', note: 'b' });
  expectBack(shop, deployed, 'v1', NO_ROOM);
  expect(created(shop)).toHaveLength(1);
  expect(shop.did('StopDeployment')).toMatchObject([{ input: { autoRollbackEnabled: true } }]);
  const back = shop.account.services.traffic.timeline.filter(({ rule, at }) => rule === shop.ruleOf() && +at / 60_000 > 0).pop()!;
  expect((+back.at - Date.UTC(2026, 0, 1)) / 60_000 - failedAt).toBeLessThan(3);
});

test(OLD_COPIES_GONE.title, () => OLD_COPIES_GONE.play());

test(SLOW_ROLLBACK.title, () => SLOW_ROLLBACK.play());

test('scenario 21: the same where the stack goes back while CodeDeploy is at it', async () => {
  const shop = await open(LONG_BAKE, { faults: { rollbackSeconds: 20 * 60 } });
  fail(shop, 'Note');
  const deployed = await shop.deploy({ image: 'v2', note: 'b' });
  expectBack(shop, deployed, 'v1', NO_ROOM);
  expect(created(shop)).toHaveLength(1);
  expect(shop.did('StopDeployment')).toHaveLength(1);
});

test('scenario 23: a deployment of somebody else is stopped when the stack goes back, and the version verified', async () => {
  const shop = await open(withOther(PLAIN));
  let theirs = '';
  fail(shop, 'Note', () => { void deployByHand(shop).then(id => { theirs = id; }); });
  const deployed = await shop.deploy({ image: 'v2', note: 'b' });
  expectBack(shop, deployed, 'v1', NO_ROOM);
  expect(shop.did('StopDeployment').map(({ input }) => input)).toMatchObject([{ deploymentId: theirs, autoRollbackEnabled: true }]);
  expect(await deploymentsOf(shop)).toEqual(expect.arrayContaining([expect.objectContaining({ deploymentId: theirs, status: 'Stopped' })]));
});

test(FAILED_ROLLBACK.title, () => FAILED_ROLLBACK.play());

test('scenario 24: where nothing brings the old version back, that is said, and what to do', async () => {
  const shop = await open(PLAIN);
  fail(shop, 'Note', () => { shop.faults.image = image => /:v1$/.test(image) ? 'never ready' : 'runs'; });
  const deployed = await shop.deploy({ image: 'v2', note: 'b' });
  expect(deployed.status).toBe('UPDATE_ROLLBACK_FAILED');
  expect(deployed.events.map(({ reason }) => reason).join()).toMatch(/cdk rollback --orphan/);
  expect(shop.serving()).toEqual({ v2: 100 });
});

test('scenario 55: who may not ask whether the stack goes back takes it that it does not, and gets there all the same', async () => {
  const denied = (service: string, action: string) => service === 'cloudformation' && action === 'DescribeStacks';
  const shop = await open(PLAIN, { faults: { denied } });
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  fail(shop, 'Note');
  expectBack(shop, await shop.deploy({ image: 'v3', note: 'b' }), 'v2', NO_ROOM);
  const deployed = await shop.deploy({ image: 'broken' });
  expect(deployed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expectServing(shop, 'v2');
});

test('the stack goes back in the middle of a deployment', async () => {
  const shop = await open(codeDeploy());
  fail(shop, 'Memo');
  const deployed = await shop.deploy({ image: 'v2', memo: 'b' });
  expectBack(shop, deployed, 'v1', NO_ROOM);
});
