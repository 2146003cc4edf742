/** Deploys daemons to the local account, changes them, and takes everything down again. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ground, NGINX, service } from './support';
import { Capacity, PlatformProfile } from '../../src/vocabulary';
import { DaemonService, DaemonServiceProps } from '../../src/workloads';
import { World } from '../../tools/local-cloudformation/testing/world';

jest.setTimeout(120_000);

const CAPACITY: [string, () => Capacity][] = [
  ['EC2 instances', () => Capacity.ec2({ name: 'general', instanceTypes: [new ec2.InstanceType('m7i.large')], minInstances: 1 })],
  ['Managed Instances', () => Capacity.managedInstances({ name: 'general' })],
  ['external machines', () => Capacity.external({ name: 'warehouse' })],
];

/** A daemon beside a service on the same instances. */
function template(world: World, capacity: Capacity, props: Partial<DaemonServiceProps> = {}): string {
  const on = ground();
  const platform = on.platform({ capacity: [capacity], profile: PlatformProfile.DEVELOPMENT });
  new DaemonService(on.stack, 'Agent', { platform, image: NGINX, ...props });
  service(on.stack, 'Api', platform, { exposures: [] });
  return world.templateOf(on.stack);
}

test.each(CAPACITY)('on %s a daemon is deployed, changed and deleted, and nothing is left', async (_, capacity) => {
  const world = new World();

  expect(await world.deploy(template(world, capacity()))).toMatchObject({ status: 'CREATE_COMPLETE', reason: undefined });
  expect(await world.deploy(template(world, capacity(), { environment: { LEVEL: 'debug' } }))).toMatchObject({ status: 'UPDATE_COMPLETE', reason: undefined });
  expect(await world.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reason: undefined });
});

test('a daemon may come to capacity that is in use, and leave it', async () => {
  const world = new World();
  const without = () => {
    const on = ground();
    const capacity = Capacity.managedInstances({ name: 'general' });
    service(on.stack, 'Api', on.platform({ capacity: [capacity], profile: PlatformProfile.DEVELOPMENT }), { exposures: [] });
    return world.templateOf(on.stack);
  };

  expect(await world.deploy(without())).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(await world.deploy(template(world, Capacity.managedInstances({ name: 'general' })))).toMatchObject({ status: 'UPDATE_COMPLETE', reason: undefined });
  expect(await world.deploy(without())).toMatchObject({ status: 'UPDATE_COMPLETE', reason: undefined });
});
