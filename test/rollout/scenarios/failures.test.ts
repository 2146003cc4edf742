/** Versions that are no good, and what takes them back. */
import { CfnDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { ALARM, created, deploymentsOf, expectBack, expectDone, HOOKED, open, PLAIN, WATCHED, withAlarm } from './plans';
import { ALARM_GOES_ON, NEVER_STARTS } from './played';
import { Plan } from './shop';
import { EcsWorkload } from '../../../src/ecs';
import { AlarmsFiringAtStart } from '../../../src/vocabulary';

jest.setTimeout(60_000);

test(NEVER_STARTS.title, () => NEVER_STARTS.play());

test('scenario 12: the next version is deployed as if nothing had happened', async () => {
  const shop = await open();
  expectBack(shop, await shop.deploy({ image: 'broken' }), 'v1');
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
});

test('scenario 13: a hook that says no takes the version back, and is named', async () => {
  const shop = await open(HOOKED);
  const deployed = await shop.deploy({ image: 'v2', hook: "return { status: 'FAILED', reason: 'too slow' }" });
  expectBack(shop, deployed, 'v1', /BeforeAllowTraffic/);
  expect(created(shop)).toHaveLength(1);
});

test('scenario 13: a hook that says yes lets it go on', async () => {
  const shop = await open(HOOKED);
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
});

test('scenario 13: a hook that fails takes the version back', async () => {
  const shop = await open(HOOKED);
  expectBack(shop, await shop.deploy({ image: 'v2', hook: "throw new Error('no way')" }), 'v1', /BeforeAllowTraffic/);
});

test('scenario 14: a hook that never makes up its mind is given up', async () => {
  const shop = await open(HOOKED);
  const deployed = await shop.deploy({ image: 'v2', hook: "return { status: 'IN_PROGRESS' }" });
  expectBack(shop, deployed, 'v1', /BeforeAllowTraffic/);
  expect(deployed.minutes).toBeLessThan(20);
});

test('scenarios 14 and 20: where nobody ever hears of a hook, the deployment is stopped before CloudFormation gives up', async () => {
  const shop = await open(HOOKED, { faults: { invocation: name => name.includes('Hook') ? 'hangs' : undefined } });
  const deployed = await shop.deploy({ image: 'v2' });
  expectBack(shop, deployed, 'v1');
  expect(shop.did('StopDeployment')).toMatchObject([{ input: { autoRollbackEnabled: true } }]);
  expect(shop.did('StopDeployment')[0].minute).toBeGreaterThan(45);
  expect(deployed.reason).not.toMatch(/did not receive a response|timed out/);
});

test('scenario 15: an alarm during the canary takes it back, and the stack finds nothing left to do', async () => {
  const shop = await open(WATCHED);
  shop.onTraffic(({ v2 }) => v2 === 10, () => shop.account.services.alarms.set(ALARM, 'ALARM'));
  const deployed = await shop.deploy({ image: 'v2' });
  expectBack(shop, deployed, 'v1', /ALARM_ACTIVE/);
  expect(created(shop)).toHaveLength(1);
  expect((await deploymentsOf(shop)).map(({ creator }) => creator)).toEqual(['user', 'codeDeployRollback']);
});

test(ALARM_GOES_ON.title, () => ALARM_GOES_ON.play());

test('scenario 17: an alarm that fires already does not keep the repair away', async () => {
  const shop = await open(WATCHED);
  shop.account.services.alarms.set(ALARM, 'ALARM');
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(created(shop)).toMatchObject([{ overrideAlarmConfiguration: { enabled: false, alarms: [] } }]);
});

test('scenario 17: whoever wants quiet first gets it', async () => {
  const shop = await open(withAlarm({ alarmsFiringAtStart: AlarmsFiringAtStart.FAIL }));
  shop.account.services.alarms.set(ALARM, 'ALARM');
  expectBack(shop, await shop.deploy({ image: 'v2' }), 'v1', /alarms are firing.*too-slow/);
  expect(created(shop)).toEqual([]);
});

const NO_WAY_BACK: Plan = {
  ...PLAIN,
  more: (_on, [api]) => (EcsWorkload.of(api).deploymentGroup!.node.defaultChild as CfnDeploymentGroup)
    .addPropertyOverride('AutoRollbackConfiguration', { Enabled: false, Events: undefined }),
};

test('scenario 22: where CodeDeploy does not roll back, the stack does', async () => {
  const shop = await open(NO_WAY_BACK);
  // It has moved the traffic when it fails, so there is something to go back to.
  shop.onTraffic(({ v2 }) => v2 === 100, () => shop.somebody('codedeploy', 'StopDeployment', {
    deploymentId: shop.did('CreateDeployment')[0].output.deploymentId, autoRollbackEnabled: false,
  }));
  expectBack(shop, await shop.deploy({ image: 'v2' }), 'v1', /stopped/);
  expect(created(shop)).toHaveLength(2);
});
