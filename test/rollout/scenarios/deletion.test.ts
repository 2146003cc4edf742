/** Nothing keeps a stack from being deleted. */
import { codeDeploy, created, deploymentsOf, LONG_BAKE, open, PLAIN, serviceOf } from './plans';
import { RolloutCompletion } from '../../../src/vocabulary';

jest.setTimeout(60_000);

test('scenario 42: a deployment under way is stopped where it is', async () => {
  const shop = await open(codeDeploy({ waitFor: RolloutCompletion.STARTED }));
  expect((await shop.deploy({ image: 'v2' })).status).toBe('UPDATE_COMPLETE');
  await shop.world.advance(3);
  expect(await deploymentsOf(shop)).toMatchObject([{ status: 'InProgress' }]);
  const { status, reason, minutes } = await shop.destroy();
  expect({ status, reason }).toEqual({ status: 'DELETE_COMPLETE', reason: undefined });
  expect(minutes).toBeLessThan(12);
  expect(shop.did('StopDeployment')).toMatchObject([{ input: { autoRollbackEnabled: false } }]);
  expect(created(shop)).toHaveLength(1);
});

test('scenario 42: a deployment that only waits for its end is no obstacle either', async () => {
  const shop = await open(LONG_BAKE);
  expect((await shop.deploy({ image: 'v2' })).status).toBe('UPDATE_COMPLETE');
  expect(await shop.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
});

test('scenario 43: a service that somebody has deleted is no obstacle', async () => {
  const shop = await open(PLAIN);
  const { service, cluster } = serviceOf(shop);
  const arn = shop.physicalId('AWS::ECS::Service');
  shop.account.services.ecs.delete(arn);
  expect([service, cluster]).not.toContain('');
  expect(await shop.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
});

test('scenario 43: nor is a deployment group', async () => {
  const shop = await open(PLAIN);
  shop.account.drop('AWS::CodeDeploy::DeploymentGroup', shop.physicalId('AWS::CodeDeploy::DeploymentGroup'));
  expect(await shop.destroy()).toMatchObject({ status: 'DELETE_COMPLETE' });
});
