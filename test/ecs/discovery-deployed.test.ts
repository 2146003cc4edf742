/** Deploys workloads that find each other to the local account, changes how they do, and takes everything down again. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { DraftWorkload, Ground, ground, NGINX } from './support';
import { EcsPlatform } from '../../src/ecs';
import { BackendProtocol, Discovery, PlatformProfile, Rollout, TestTraffic } from '../../src/vocabulary';
import { BackendService } from '../../src/workloads';
import { World } from '../../tools/local-cloudformation/testing/world';

jest.setTimeout(120_000);

const AUTHORITY = 'arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/0a1b2c3d';
const lattice = ({ stack }: Ground) => Discovery.lattice({ prefixList: ec2.PrefixList.fromPrefixListId(stack, 'List', 'pl-0123456789abcdef0') });

/** Orders, which a shop connects to, and a job where that is possible. */
function template(world: World, discovery: (on: Ground) => Discovery[] | undefined, more?: (on: Ground, platform: EcsPlatform) => void): string {
  const on = ground();
  const platform = on.platform({ profile: PlatformProfile.DEVELOPMENT });
  const backend = (id: string, ways?: Discovery[]) => new BackendService(on.stack, id, {
    platform, image: NGINX, port: 8080, protocol: BackendProtocol.GRPC, discovery: ways,
  });
  const orders = backend('Orders', discovery(on));
  backend('Shop').connectTo(orders);
  more?.(on, platform);
  return world.templateOf(on.stack);
}

test.each<[string, (on: Ground) => Discovery[] | undefined]>([
  ['Service Connect with TLS', () => [Discovery.serviceConnect({ tls: { certificateAuthorityArn: AUTHORITY } })]],
  ['Cloud Map', () => [Discovery.cloudMap()]],
  ['VPC Lattice', on => [lattice(on)]],
])('%s takes the place of plain Service Connect in a deployed app, and leaves nothing behind', async (_, discovery) => {
  const world = new World();

  expect(await world.deploy(template(world, () => undefined))).toMatchObject({ status: 'CREATE_COMPLETE', reason: undefined });
  expect(await world.deploy(template(world, discovery))).toMatchObject({ status: 'UPDATE_COMPLETE', reason: undefined });
  expect(await world.deploy(template(world, () => undefined))).toMatchObject({ status: 'UPDATE_COMPLETE', reason: undefined });
  expect(await world.deploy(template(world, discovery))).toMatchObject({ status: 'UPDATE_COMPLETE', reason: undefined });
  expect(await world.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reason: undefined });
});

test('all ways at once are deployed and deleted, with a job that comes by DNS', async () => {
  const world = new World();
  const all = (on: Ground) => [Discovery.serviceConnect(), Discovery.cloudMap(), lattice(on)];

  expect(await world.deploy(template(world, all, (on, platform) => {
    const orders = on.stack.node.findChild('Orders') as BackendService;
    new DraftWorkload(on.stack, 'Report', platform, {
      name: 'report', containers: [{ name: 'report', image: NGINX._toSpec() }], job: { trigger: { kind: 'request' } },
    }).connectTo(orders);
  }))).toMatchObject({ status: 'CREATE_COMPLETE', reason: undefined });
  expect(await world.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reason: undefined });
});

test('a name that another stack offers in the same namespace is refused by the account, as ECS would', async () => {
  const world = new World();
  const taken = template(world, () => [Discovery.serviceConnect()]).replace('"DiscoveryName":"orders"', '"DiscoveryName":"shop"');

  expect(taken).toContain('"DiscoveryName":"shop"');
  const twice = JSON.parse(taken);
  const [shop] = Object.entries<any>(twice.Resources).filter(([id, { Type }]) => Type === 'AWS::ECS::Service' && id.startsWith('Shop')).map(([, service]) => service);
  shop.Properties.ServiceConnectConfiguration.Services = [{ PortName: 'grpc', DiscoveryName: 'shop', ClientAliases: [{ Port: 8080, DnsName: 'shop' }] }];
  expect(await world.deploy(JSON.stringify(twice))).toMatchObject({ reason: expect.stringContaining('Service discovery name shop is already used') });
});

test('a canary between proxies is deployed, and a new version takes the place of the old one', async () => {
  const world = new World();
  const version = (level: string) => {
    const on = ground();
    const platform = on.platform({ profile: PlatformProfile.DEVELOPMENT });
    new BackendService(on.stack, 'Orders', {
      platform,
      image: NGINX,
      port: 8080,
      environment: { LEVEL: level },
      discovery: [Discovery.serviceConnect()],
      rollout: Rollout.canary({ testTraffic: TestTraffic.header('x-test', 'orders') }),
    });
    return world.templateOf(on.stack);
  };

  expect(await world.deploy(version('info'))).toMatchObject({ status: 'CREATE_COMPLETE', reason: undefined });
  expect(await world.deploy(version('debug'))).toMatchObject({ status: 'UPDATE_COMPLETE', reason: undefined });
  expect(await world.destroy()).toMatchObject({ status: 'DELETE_COMPLETE', reason: undefined });
});
