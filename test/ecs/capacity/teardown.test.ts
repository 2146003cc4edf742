/**
 * Whole stacks with capacity of every kind, made and deleted in the emulated CloudFormation, which deletes in the worst order that a template
 * allows.
 */
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { App, Stack } from 'aws-cdk-lib/core';
import { Capacity, DaemonService, Domain, EcsPlatform, EcsPlatformProps, Image, PlatformProfile, Probe, WebService } from '../../../src';
import { Deployed, World } from '../../../tools/local-cloudformation/testing/world';

type Build = (platform: EcsPlatform, serve: (id: string, ...capacity: Capacity[]) => WebService) => void;

/** In the development profile nothing is protected from deletion. */
async function lifeOf(props: EcsPlatformProps, build: Build): Promise<{ made: Deployed; gone: Deployed; left: string[] }> {
  const stack = new Stack(new App(), 'Stack');
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' });
  const platform = new EcsPlatform(stack, 'Platform', { domain: Domain.hostedZone(zone), profile: PlatformProfile.DEVELOPMENT, ...props });
  build(platform, (id, ...capacity) => new WebService(stack, id, {
    platform, image: Image.fromRegistry('nginx:1'), port: 8080, ...capacity.length > 0 && { ecs: { capacity } },
  }));
  const world = new World();
  const made = await world.deployStack(stack);
  const gone = await world.destroy(stack.stackName);
  const kept = gone.events.filter(({ status }) => status === 'DELETE_SKIPPED').map(({ logicalId }) => logicalId);
  return { made, gone, left: world.aws.account.live().map(({ logicalId }) => logicalId).filter(id => !kept.includes(id)) };
}

const ec2 = () => Capacity.ec2({ name: 'general', minInstances: 1 });

test.each<[string, () => { props?: EcsPlatformProps; build: Build }]>([
  ['services on instances', () => ({ props: { capacity: [ec2()] }, build: (_platform, serve) => { serve('Web'); serve('Api'); } })],
  ['services on instances, beside others on Fargate', () => ({
    build: (_platform, serve) => { serve('Plain'); serve('Near', ec2()); serve('Spare', Capacity.fargateSpot()); },
  })],
  ['services on two groups of instances', () => ({
    build: (_platform, serve) => serve('Web', ec2(), Capacity.ec2({ name: 'spot', spotPercent: 100 }).withShare({ weight: 3 })),
  })],
  ['instances that nobody uses', () => ({ build: platform => platform.addCapacity(ec2()) })],
  ['services on managed instances', () => ({ build: (_platform, serve) => { serve('Plain'); serve('Managed', Capacity.managedInstances({ name: 'managed' })); } })],
  ['services behind the bridge of their machine', () => ({
    build: platform => {
      new WebService(Stack.of(platform), 'Web', {
        platform, image: Image.fromRegistry('nginx:1'), port: 8080, ecs: { capacity: [ec2()], networkMode: ecs.NetworkMode.BRIDGE },
      });
    },
  })],
  ['daemons on instances of either kind', () => ({
    build: (platform, serve) => {
      const [own, managed] = [ec2(), Capacity.managedInstances({ name: 'managed' })];
      [own, managed].forEach((choice, index) => new DaemonService(Stack.of(platform), `Agent${index}`, {
        platform, image: Image.fromRegistry('agent:1'), ecs: { capacity: [choice] },
      }));
      serve('Web', own);
    },
  })],
  ['services on machines elsewhere', () => ({
    props: { capacity: [Capacity.external({ name: 'warehouse' })] },
    build: platform => {
      new WebService(Stack.of(platform), 'Worker', {
        platform, image: Image.fromRegistry('worker:1'), port: 8080, exposures: [], probe: Probe.command(['true']),
      });
    },
  })],
  ['services on every kind', () => ({
    props: { capacity: [Capacity.fargate()] },
    build: (_platform, serve) => { serve('Plain'); serve('Near', ec2()); serve('Managed', Capacity.managedInstances({ name: 'managed' })); },
  })],
])('%s come and go', async (_name, given) => {
  const { props = {}, build } = given();
  const { made, gone, left } = await lifeOf(props, build);
  expect([made.status, made.reason]).toEqual(['CREATE_COMPLETE', undefined]);
  expect([gone.status, gone.reason]).toEqual(['DELETE_COMPLETE', undefined]);
  expect(left).toEqual([]);
  expect(gone.minutes).toBeLessThan(15);
}, 60_000);

