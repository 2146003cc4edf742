/**
 * A service that is live goes from one kind of machines to another: CloudFormation changes it in place, and requests are answered all
 * the time. Deployed in the emulated CloudFormation, which replaces what the real one replaces.
 */
import { Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Stack } from 'aws-cdk-lib/core';
import { NGINX } from './support';
import { Capacity, Domain, EcsPlatform, EcsWorkloadOptions, PlatformProfile, Rollout, WebService } from '../../src';
import { Deployed, World } from '../../tools/local-cloudformation/testing/world';

interface Version {
  readonly on: readonly Capacity[];
  /** Capacity that stays although nobody uses it. */
  readonly kept?: readonly Capacity[];
  readonly rollout?: Rollout;
  readonly options?: EcsWorkloadOptions;
}

/** The same app again, with the service elsewhere. */
function shop({ on, kept = [], rollout, options }: Version): Stack {
  const stack = new Stack(new App(), 'Stack');
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
  const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(zone), profile: PlatformProfile.DEVELOPMENT });
  new WebService(stack, 'Api', { platform, image: NGINX, port: 8080, rollout, desiredCount: 2, ecs: { capacity: [...on], ...options } });
  kept.forEach(capacity => platform.addCapacity(capacity));
  return stack;
}

interface Told extends Deployed {
  readonly service: string;
  readonly runsOn: unknown;
}

async function deploy(world: World, version: Version): Promise<Told> {
  const deployed = await world.deployStack(shop(version));
  const [{ physicalId, properties }] = world.aws.account.live('AWS::ECS::Service');
  return { ...deployed, service: physicalId, runsOn: (properties.CapacityProviderStrategy as { CapacityProvider: string }[])[0].CapacityProvider };
}

const PLACES: Record<string, () => Capacity> = {
  'Fargate': () => Capacity.fargate(),
  'Fargate Spot': () => Capacity.fargateSpot(),
  'EC2 instances': () => Capacity.ec2({ name: 'nodes' }),
  'other EC2 instances': () => Capacity.ec2({ name: 'larger' }),
  'Managed Instances': () => Capacity.managedInstances({ name: 'managed' }),
};

const MOVES = [
  ['Fargate', 'EC2 instances'],
  ['Fargate', 'Managed Instances'],
  ['Fargate', 'Fargate Spot'],
  ['EC2 instances', 'other EC2 instances'],
  ['EC2 instances', 'Managed Instances'],
];

describe.each([['rolling', Rollout.rolling()], ['canary', Rollout.canary()]])('with a rollout that is %s', (_, rollout) => {
  test.each(MOVES)('from %s to %s and back', async (from, to) => {
    const world = new World();
    const first = await deploy(world, { on: [PLACES[from]()], rollout });
    const there = await deploy(world, { on: [PLACES[to]()], kept: [PLACES[from]()], rollout });
    const back = await deploy(world, { on: [PLACES[from]()], kept: [PLACES[to]()], rollout });
    const tidied = await deploy(world, { on: [PLACES[from]()], rollout });

    expect([first, there, back, tidied].map(({ status, reason }) => [status, reason])).toEqual([
      ['CREATE_COMPLETE', undefined], ['UPDATE_COMPLETE', undefined], ['UPDATE_COMPLETE', undefined], ['UPDATE_COMPLETE', undefined],
    ]);
    expect(new Set([first, there, back, tidied].map(({ service }) => service)).size).toBe(1);
    expect([there.runsOn === first.runsOn, back.runsOn]).toEqual([false, first.runsOn]);
    expect(world.aws.traffic.outages).toEqual([]);
  }, 120_000);
});

test('a service says the same properties everywhere: CloudFormation leaves behind what a template does not say any more', () => {
  const said = ['Fargate', 'EC2 instances', 'Managed Instances'].map(place => {
    const [{ Properties }] = Object.values(Template.fromStack(shop({ on: [PLACES[place]()] })).findResources('AWS::ECS::Service'));
    return Object.keys(Properties).sort();
  });

  expect(said[1]).toEqual(said[0]);
  expect(said[2]).toEqual(said[0]);
});

test('copies that do not start there take the move back, and those before answer all the time', async () => {
  const world = new World();
  const before = await deploy(world, { on: [Capacity.fargate()] });
  world.faults.image = () => 'never ready';
  const failed = await deploy(world, { on: [Capacity.ec2({ name: 'nodes' })] });

  expect(failed.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect([failed.service, failed.runsOn]).toEqual([before.service, before.runsOn]);
  expect(world.aws.traffic.outages).toEqual([]);
}, 120_000);

test('from the launch type to a provider CloudFormation makes another service, and takes the first away when that one is steady', async () => {
  const world = new World();
  await world.deployStack(shop({ on: [] }));
  const [{ physicalId }] = world.aws.account.live('AWS::ECS::Service');
  const { status, service } = await deploy(world, { on: [Capacity.fargate()] });

  expect(status).toBe('UPDATE_COMPLETE');
  expect(service).not.toBe(physicalId);
  expect(world.aws.account.live('AWS::ECS::Service')).toHaveLength(1);
  expect(world.aws.traffic.outages).toEqual([]);
}, 120_000);

test('behind the addresses of machines a service goes to other instances in place, too', async () => {
  const world = new World();
  const options = { networkMode: ecs.NetworkMode.BRIDGE };
  const [before, after] = [PLACES['EC2 instances'], PLACES['other EC2 instances']];
  const first = await deploy(world, { on: [before()], options });
  const there = await deploy(world, { on: [after()], kept: [before()], options });

  expect([there.status, there.reason, there.service]).toEqual(['UPDATE_COMPLETE', undefined, first.service]);
  expect(there.runsOn).not.toBe(first.runsOn);
  expect(world.aws.traffic.outages).toEqual([]);
}, 120_000);

test('another kind of network is another kind of target group, and that is a gap: it needs a second service', async () => {
  const world = new World();
  const instances = () => Capacity.ec2({ name: 'nodes' });
  await deploy(world, { on: [instances()] });
  const changed = await deploy(world, { on: [instances()], options: { networkMode: ecs.NetworkMode.BRIDGE } });

  expect(changed.status).toBe('UPDATE_COMPLETE');
  expect(world.aws.traffic.outages).not.toEqual([]);
}, 120_000);
