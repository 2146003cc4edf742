/** What becomes of EC2 capacity when an app changes, in the emulated CloudFormation with the handlers as they are. */
import { App, Stack } from 'aws-cdk-lib/core';
import { Capacity, EcsPlatform, Image, PlatformProfile, WebService } from '../../../src';
import { Faults } from '../../../tools/local-cloudformation/services/faults';
import { Deployed, World } from '../../../tools/local-cloudformation/testing/world';
import { existingVpc } from '../support';

jest.setTimeout(30_000);

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';

class Life {
  private readonly world: World;

  constructor(seed = 1, faults: Faults = {}) {
    this.world = new World({ seed, faults });
  }

  public get faults(): Faults {
    return this.world.faults;
  }

  public async destroy(): Promise<Deployed> {
    return this.world.destroy('Shop');
  }

  /** Deploys an app with one service on each of these, and whatever else is asked for. */
  public async deploy(services: Record<string, Capacity>, also: readonly Capacity[] = []): Promise<Deployed> {
    const stack = new Stack(new App(), 'Shop');
    const platform = new EcsPlatform(stack, 'Platform', { profile: PlatformProfile.DEVELOPMENT, vpc: existingVpc(stack) });
    Object.entries(services).forEach(([id, capacity]) => new WebService(stack, id, {
      platform, image: Image.fromRegistry('nginx:1'), port: 8080, exposures: [], ecs: { capacity: [capacity] },
    }));
    also.forEach(capacity => platform.addCapacity(capacity));
    return this.world.deployStack(stack);
  }

  public get groups(): string[] {
    return this.world.aws.account.live(GROUP).map(({ logicalId }) => logicalId);
  }

  /** What ECS says about the cluster's providers, by kind: those of Fargate by their names, those of groups by their number. */
  public async providers(): Promise<(string | number)[]> {
    const { clusters } = await this.world.aws.apis.call('ecs', 'DescribeClusters', { clusters: [this.cluster] }) as { clusters: { capacityProviders: string[] }[] };
    const names = clusters[0].capacityProviders;
    return [...names.filter(name => name.startsWith('FARGATE')).sort(), names.filter(name => !name.startsWith('FARGATE')).length];
  }

  private get cluster(): string {
    return this.world.aws.account.live('AWS::ECS::Cluster')[0].physicalId;
  }
}

const general = () => Capacity.ec2({ name: 'general', minInstances: 1 });
const larger = () => Capacity.ec2({ name: 'larger', minInstances: 1 });
const ENDED = ['UPDATE_COMPLETE', undefined];

test('a service moves to other instances, and the old ones go in the same deployment', async () => {
  const life = new Life();
  expect((await life.deploy({ Api: general() })).status).toBe('CREATE_COMPLETE');

  const moved = await life.deploy({ Api: larger() });

  expect([moved.status, moved.reason]).toEqual(ENDED);
  expect(life.groups).toEqual([expect.stringContaining('Capacitylarger')]);
  expect(await life.providers()).toEqual(['FARGATE', 'FARGATE_SPOT', 1]);
});

test('the last instances go, and services on Fargate never notice', async () => {
  const life = new Life();
  await life.deploy({ Plain: Capacity.fargate(), Api: general() });

  const moved = await life.deploy({ Plain: Capacity.fargate(), Api: Capacity.fargateSpot() });

  expect([moved.status, moved.reason]).toEqual(ENDED);
  expect(life.groups).toEqual([]);
  expect(await life.providers()).toEqual(['FARGATE', 'FARGATE_SPOT', 0]);
});

test('instances are added to a cluster that has services already', async () => {
  const life = new Life();
  await life.deploy({ Plain: Capacity.fargate() });

  const added = await life.deploy({ Plain: Capacity.fargate(), Api: general() }, [larger()]);

  expect([added.status, added.reason]).toEqual(ENDED);
  expect(await life.providers()).toEqual(['FARGATE', 'FARGATE_SPOT', 2]);
});

test('one of two groups goes, and the other stays', async () => {
  const life = new Life();
  await life.deploy({ Api: general(), Batch: larger() });

  const removed = await life.deploy({ Batch: larger() });

  expect([removed.status, removed.reason]).toEqual(ENDED);
  expect(life.groups).toEqual([expect.stringContaining('Capacitylarger')]);
  expect(await life.providers()).toEqual(['FARGATE', 'FARGATE_SPOT', 1]);
});

test('a move that fails leaves everything where it was', async () => {
  const life = new Life();
  await life.deploy({ Api: general() });
  let times = 1;
  Object.assign(life.faults, {
    resource: (type: string, _id: string, request: string) => type === 'AWS::ECS::Service' && request === 'Update' && times-- > 0 ? 'no room' : undefined,
  });

  const failed = await life.deploy({ Api: larger() });

  expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(life.groups).toEqual([expect.stringContaining('Capacitygeneral')]);
  expect(await life.providers()).toEqual(['FARGATE', 'FARGATE_SPOT', 1]);
});

test.each([1, 2, 3, 4, 5, 6])('calls that fail, answers that get lost and events that come twice change nothing: %s', async seed => {
  const life = new Life(seed, { throttling: 0.2, lostResponses: 0.2, duplicateDeliveries: 0.3, concurrentDeliveries: 0.2, listLagSeconds: 20 });
  const made = await life.deploy({ Plain: Capacity.fargate(), Api: general(), Batch: larger() });
  const moved = await life.deploy({ Plain: Capacity.fargate(), Api: larger() });
  const gone = await life.destroy();

  const told = [made, moved, gone].map(({ status, reason }) => [status, reason]);
  expect(told).toEqual([['CREATE_COMPLETE', undefined], ENDED, ['DELETE_COMPLETE', undefined]]);
  expect(life.groups).toEqual([]);
});
