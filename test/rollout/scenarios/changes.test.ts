/** What teams change from day to day, deployed by CodeDeploy with nothing in the way. */
import { appSpecOf, codeDeploy, created, deploymentsOf, expectDone, expectServing, LONG_BAKE, open, PLAIN, serviceOf, serviceUpdates } from './plans';
import { minutes, Shop, Wares } from './shop';
import { ScalingDuringDeployment } from '../../../src/vocabulary';

jest.setTimeout(60_000);

/** Calls that change something. */
const WRITES = ['CreateDeployment', 'StopDeployment', 'ContinueDeployment', 'UpdateService', 'TagResource', 'UntagResource', 'RegisterScalableTarget', 'ModifyRule'];

/** What was done to the service. That a request went forward is remembered elsewhere. */
const writes = (shop: Shop): string[] =>
  shop.calls.filter(({ service, action, error }) => WRITES.includes(action) && !error && !(service === 'codedeploy' && action === 'TagResource'))
    .map(({ action }) => action);

test('scenario 1: the first deployment brings the service up without CodeDeploy', async () => {
  const shop = new Shop(PLAIN);
  const { status, reason, minutes: lasted } = await shop.deploy({ count: 3 });
  expect({ status, reason }).toEqual({ status: 'CREATE_COMPLETE', reason: undefined });
  expect(lasted).toBeLessThan(10);
  expect(shop.did('CreateDeployment')).toEqual([]);
  expectServing(shop, 'v1');
  const { service, cluster } = serviceOf(shop);
  const { services: [live] } = await shop.world.call<any>('ecs', 'DescribeServices', { cluster, services: [service] });
  expect(live).toMatchObject({ desiredCount: 3, runningCount: 3 });
});

test('scenario 2: what has not changed is not touched', async () => {
  const shop = await open();
  expect(await shop.deploy()).toMatchObject({ changed: false });
  expect((await shop.deploy({ note: 'b' })).status).toBe('UPDATE_COMPLETE');
  expect(writes(shop)).toEqual([]);
});

test('scenario 3: a new image is one deployment, and the stack goes on when the traffic has moved', async () => {
  const shop = await open(LONG_BAKE);
  const deployed = await shop.deploy({ image: 'v2' });
  expectDone(shop, deployed, 'v2');
  expect(created(shop)).toHaveLength(1);
  expect(appSpecOf(created(shop)[0]).TaskDefinition).toBe(shop.template);
  expect(deployed.minutes).toBeLessThan(15);
  expect(await deploymentsOf(shop)).toMatchObject([{ status: 'InProgress' }]);
});

test('scenario 3: by default the stack waits until the old copies are gone', async () => {
  const shop = await open();
  const deployed = await shop.deploy({ image: 'v2' });
  expectDone(shop, deployed, 'v2');
  expect(deployed.minutes).toBeGreaterThan(15);
  expect(await deploymentsOf(shop)).toMatchObject([{ status: 'Succeeded' }]);
  expect(shop.weights()).toEqual([0, 100]);
});

test('scenario 3: a tenth of the traffic moves first', async () => {
  const shop = await open();
  const seen: Record<string, number>[] = [];
  shop.account.services.traffic.watch(({ rule }) => { if (rule === shop.ruleOf()) { seen.push(shop.serving()); } });
  await shop.deploy({ image: 'v2' });
  expect(seen).toContainEqual({ v1: 90, v2: 10 });
});

test.each<[string, Wares]>([['environment', { environment: { COLOR: 'red' } }], ['size', { cpu: 512 }]])('scenario 4: another %s is one deployment', async (_what, change) => {
  const shop = await open();
  const before = shop.template;
  expectDone(shop, await shop.deploy(change), 'v1');
  expect(shop.template).not.toBe(before);
  expect(created(shop).map(input => appSpecOf(input).TaskDefinition)).toEqual([shop.template]);
});

test('scenario 5: another container port is part of the deployment', async () => {
  const shop = await open();
  expectDone(shop, await shop.deploy({ port: 9090 }), 'v1');
  expect(created(shop).map(appSpecOf)).toMatchObject([{ LoadBalancerInfo: { ContainerPort: 9090 } }]);
  expect(serviceUpdates(shop)).toEqual([]);
});

test('scenario 6: other security groups and subnets are part of the deployment, always all three keys', async () => {
  const shop = await open();
  expectDone(shop, await shop.deploy({ group: 'sg-11111111' }), 'v1');
  expectDone(shop, await shop.deploy({ subnets: 'public' }), 'v1');
  const networks = created(shop).map(input => appSpecOf(input).NetworkConfiguration.AwsvpcConfiguration);
  expect(networks).toHaveLength(2);
  networks.forEach(network => expect(Object.keys(network).sort()).toEqual(['AssignPublicIp', 'SecurityGroups', 'Subnets']));
  expect(networks[0].SecurityGroups).toContain('sg-11111111');
  expect(networks[1].Subnets).toEqual(['subnet-public-a', 'subnet-public-b']);
});

test('scenario 7: capacity providers are said in each deployment, and kept', async () => {
  const shop = await open(PLAIN, { wares: { spot: true } });
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expectDone(shop, await shop.deploy({ image: 'v3' }), 'v3');
  const strategy = [{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }];
  const said = created(shop).map(input => appSpecOf(input).CapacityProviderStrategy);
  expect(said).toHaveLength(2);
  said.forEach(one => expect(one).toMatchObject([{ CapacityProvider: 'FARGATE_SPOT' }]));
  const { service, cluster } = serviceOf(shop);
  const { services: [{ taskSets }] } = await shop.world.call<any>('ecs', 'DescribeServices', { cluster, services: [service] });
  expect(taskSets.find(({ status }: { status: string }) => status === 'PRIMARY').capacityProviderStrategy).toMatchObject([{ capacityProvider: strategy[0].capacityProvider }]);
});

test('scenario 8: another number of copies needs no deployment', async () => {
  const shop = await open();
  expectDone(shop, await shop.deploy({ count: 4 }), 'v1');
  const { service, cluster } = serviceOf(shop);
  expect(writes(shop)).toEqual(['UpdateService']);
  const [{ input }] = shop.did('UpdateService');
  expect(Object.keys(input).sort()).toEqual(['cluster', 'desiredCount', 'service']);
  expect(input.desiredCount).toBe(4);
  const { services: [live] } = await shop.world.call<any>('ecs', 'DescribeServices', { cluster, services: [service] });
  expect(live.desiredCount).toBe(4);
});

test('scenario 9: a count that follows the load is not fought', async () => {
  const shop = await open(PLAIN, { wares: { scaling: { min: 2, max: 10 } } });
  const { service, cluster } = serviceOf(shop);
  await shop.somebody('ecs', 'UpdateService', { cluster, service, desiredCount: 7 });
  await shop.world.advance(3);
  shop.forget();
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(shop.did('UpdateService').filter(({ input }) => 'desiredCount' in input)).toEqual([]);
  const { services: [live] } = await shop.world.call<any>('ecs', 'DescribeServices', { cluster, services: [service] });
  expect(live.desiredCount).toBe(7);
});

const SCALED: Wares = { scaling: { min: 2, max: 10 } };

async function isSuspended(shop: Shop): Promise<boolean> {
  const { ScalableTargets: [target] } = await shop.somebody('application-autoscaling', 'DescribeScalableTargets', { ServiceNamespace: 'ecs' });
  return target.SuspendedState?.DynamicScalingInSuspended ?? false;
}

test('scenario 10: scaling in stands still while a deployment is under way, and goes on after it', async () => {
  const shop = await open(PLAIN, { wares: SCALED });
  let meanwhile: boolean | undefined;
  shop.onTraffic(({ v2 }) => v2 === 10, async () => { meanwhile = await isSuspended(shop); });
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(meanwhile).toBe(true);
  expect(await isSuspended(shop)).toBe(false);
  const order = shop.calls.map(({ action }) => action);
  expect(order.indexOf('RegisterScalableTarget')).toBeLessThan(order.indexOf('CreateDeployment'));
});

test('scenario 10: scaling goes on after a version that never comes up', async () => {
  const shop = await open(PLAIN, { wares: SCALED });
  expect((await shop.deploy({ image: 'broken' })).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(shop.did('RegisterScalableTarget').length).toBeGreaterThan(1);
  expect(await isSuspended(shop)).toBe(false);
});

test('scenario 10: scaling goes on after somebody has stopped the deployment', async () => {
  const shop = await open(PLAIN, { wares: SCALED });
  shop.onTraffic(({ v2 }) => v2 === 10, async () => shop.somebody('codedeploy', 'StopDeployment', { deploymentId: shop.did('CreateDeployment')[0].output.deploymentId, autoRollbackEnabled: true }));
  expect((await shop.deploy({ image: 'v2' })).status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await isSuspended(shop)).toBe(false);
});

test('scenario 10: scaling goes on when whoever suspended it is no more', async () => {
  const shop = await open(LONG_BAKE, { wares: SCALED });
  // Whoever looks after the deployment is gone for good as soon as traffic moves; the event of its end is all there is.
  shop.onTraffic(({ v2 }) => v2 === 10, () => { shop.faults.invocation = name => /IsComplete|isComplete|onTimeout/.test(name) ? 'hangs' : undefined; });
  await shop.deploy({ image: 'v2' });
  shop.faults.invocation = undefined;
  await shop.world.advance(3 * 24 * 60);
  expect((await deploymentsOf(shop)).every(({ status }) => ['Succeeded', 'Stopped', 'Failed'].includes(status))).toBe(true);
  expect(await isSuspended(shop)).toBe(false);
});

test('scenario 10: all of the scaling stands still where that is wanted', async () => {
  const shop = await open(codeDeploy({ scalingDuringDeployment: ScalingDuringDeployment.SUSPEND_ALL }), { wares: SCALED });
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(shop.did('RegisterScalableTarget')[0].input.SuspendedState).toEqual({
    DynamicScalingInSuspended: true, DynamicScalingOutSuspended: true, ScheduledScalingSuspended: true,
  });
});

test('scenario 11: tags and ways in for people need no deployment', async () => {
  const shop = await open();
  expectDone(shop, await shop.deploy({ tags: { team: 'checkout' } }), 'v1');
  expect(shop.did('TagResource').filter(({ service }) => service === 'ecs')).toMatchObject([{ input: { tags: expect.arrayContaining([{ key: 'team', value: 'checkout' }]) } }]);
  expect(shop.did('UpdateService')).toEqual([]);
  expect(created(shop)).toEqual([]);
});

test('scenario 11: more patience with new copies needs no deployment', async () => {
  const shop = await open(codeDeploy(({ wares }) => ({ healthCheckGracePeriod: minutes(wares.patience ?? 1) })));
  expectDone(shop, await shop.deploy({ patience: 3 }), 'v1');
  expect(writes(shop)).toEqual(['UpdateService']);
  expect(shop.did('UpdateService')).toMatchObject([{ input: { healthCheckGracePeriodSeconds: 180 } }]);
});

test('scenario 54: a new release of the library deploys nothing', async () => {
  const shop = await open();
  const deployed = await shop.deploy({ release: 'abcdef' });
  expectDone(shop, deployed, 'v1');
  expect(deployed.events.map(({ type }) => type)).toContain('AWS::Lambda::Function');
  expect(writes(shop)).toEqual([]);
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
});
