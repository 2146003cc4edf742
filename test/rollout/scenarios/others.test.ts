/** Deployments that others have begun, and people who are asked. */
import { codeDeploy, created, deployByHand, deploymentsOf, expectBack, expectDone, expectServing, LONG_BAKE, open, PLAIN, withOther } from './plans';
import { minutes } from './shop';
import { OnActiveDeployment, RolloutApproval } from '../../../src/vocabulary';

jest.setTimeout(60_000);

test('scenario 31: the wait of the deployment before is ended, and the new one begins', async () => {
  const shop = await open(LONG_BAKE);
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  const deployed = await shop.deploy({ image: 'v3' });
  expectDone(shop, deployed, 'v3');
  expect(deployed.minutes).toBeLessThan(15);
  expect(shop.did('ContinueDeployment').map(({ input }) => input.deploymentWaitType)).toContain('TERMINATION_WAIT');
  expect((await deploymentsOf(shop)).map(({ status }) => status)).toEqual(['Succeeded', 'InProgress']);
});

test('scenario 32: a deployment of somebody else is waited for', async () => {
  const shop = await open(withOther(PLAIN));
  const theirs = await deployByHand(shop);
  const deployed = await shop.deploy({ image: 'v2' });
  expectDone(shop, deployed, 'v2');
  expect(await deploymentsOf(shop)).toEqual(expect.arrayContaining([expect.objectContaining({ deploymentId: theirs, status: 'Succeeded' })]));
  expect(shop.did('StopDeployment')).toEqual([]);
});

const SLOW_APPROVAL = codeDeploy({ approval: RolloutApproval.manual({ timeout: minutes(10) }), maxWait: minutes(50) });

test('scenario 32: a deployment of somebody else that does not end is named, with what ends it', async () => {
  const shop = await open(withOther(PLAIN));
  shop.faults.image = image => image.endsWith(':other') ? 'never ready' : 'runs';
  const theirs = await deployByHand(shop);
  const deployed = await shop.deploy({ image: 'v2' });
  expect(deployed.reason).toContain(theirs);
  expect(deployed.reason).toMatch(/another version is under way/);
  expect(deployed.reason).toMatch(/aws deploy stop-deployment/);
  expect(deployed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expectServing(shop, 'v1');
});

test('scenario 32: whoever will not wait fails at once', async () => {
  const shop = await open(withOther(codeDeploy({ onActiveDeployment: OnActiveDeployment.FAIL })));
  const theirs = await deployByHand(shop);
  const deployed = await shop.deploy({ image: 'v2' });
  expectBack(shop, deployed, 'v1', theirs);
  expect(created(shop)).toEqual([]);
});

test('scenario 32: or stops it', async () => {
  const shop = await open(withOther(codeDeploy({ onActiveDeployment: OnActiveDeployment.STOP })));
  const theirs = await deployByHand(shop);
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(await deploymentsOf(shop)).toEqual(expect.arrayContaining([expect.objectContaining({ deploymentId: theirs, status: 'Stopped' })]));
});

test('scenario 33: a deployment of the very same version is taken for its own', async () => {
  const shop = await open(PLAIN);
  let theirs = '';
  // The task definition is there, the rollout has not begun: that is when somebody deploys it by hand, all of it.
  let turn = 0;
  shop.faults.invocation = name => {
    if (/DeploymentsframeworkonEvent|DeploymentsProviderframeworkonEvent/.test(name) && turn++ === 0) {
      const same = shop.account.live('AWS::ECS::TaskDefinition').pop()!.physicalId;
      void deployByHand(shop, same, { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1, Base: 0 }] }).then(id => { theirs = id; });
    }
    return undefined;
  };
  expectDone(shop, await shop.deploy({ image: 'v2' }), 'v2');
  expect(theirs).not.toBe('');
  expect(created(shop)).toEqual([]);
  expect((await deploymentsOf(shop)).map(({ deploymentId }) => deploymentId)).toEqual([theirs]);
});

test('scenario 34: a person who approves lets the traffic move', async () => {
  const shop = await open(SLOW_APPROVAL);
  shop.after(6, () => shop.somebody('codedeploy', 'ContinueDeployment', {
    deploymentId: shop.did('CreateDeployment')[0].output.deploymentId, deploymentWaitType: 'READY_WAIT',
  }));
  const deployed = await shop.deploy({ image: 'v2' });
  expectDone(shop, deployed, 'v2');
  expect(deployed.minutes).toBeGreaterThan(11);
});

test('scenario 35: nobody approves, and the version is taken back', async () => {
  const shop = await open(SLOW_APPROVAL);
  const deployed = await shop.deploy({ image: 'v2' });
  expectBack(shop, deployed, 'v1', /stopped/);
  expect(created(shop)).toHaveLength(1);
});

test('scenario 36: a person who stops the deployment is obeyed', async () => {
  const shop = await open(PLAIN);
  shop.onTraffic(({ v2 }) => v2 === 10, () => shop.somebody('codedeploy', 'StopDeployment', {
    deploymentId: shop.did('CreateDeployment')[0].output.deploymentId, autoRollbackEnabled: true,
  }));
  const deployed = await shop.deploy({ image: 'v2' });
  expectBack(shop, deployed, 'v1', /MANUAL_STOP/);
  expect(created(shop)).toHaveLength(1);
});
