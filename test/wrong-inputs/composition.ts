import * as ecs from 'aws-cdk-lib/aws-ecs';
import { WrongInput } from './wrong-input';
import { EcsPlatformProps, EcsWorkload } from '../../src/ecs';
import { Code } from '../../src/findings';
import { Handle } from '../../src/model';
import { Egress, Network } from '../../src/network';
import { IWorkload } from '../../src/platform';
import { Capacity, EnvironmentFile, Exposure, Image, OperatingSystem, Rollout } from '../../src/vocabulary';
import { WebServiceProps } from '../../src/workloads';
import { DraftWorkload, Ground, ground, NGINX, refused, service } from '../ecs/support';

function wrong(code: Code, where: string, remedy: string, act: (on: Ground) => unknown): WrongInput {
  return { code, path: where, remedy, findings: () => refused(() => act(ground())) };
}

/** A service on a platform, one of which is wrong. */
function wrongService(code: Code, where: string, remedy: string, props: Partial<WebServiceProps>, platformProps: EcsPlatformProps = {}): WrongInput {
  return wrong(code, where, remedy, on => service(on.stack, 'Api', on.platform(platformProps), props));
}

function wrongPlatform(code: Code, where: string, remedy: string, props: EcsPlatformProps | ((on: Ground) => EcsPlatformProps)): WrongInput {
  return wrong(code, where, remedy, on => on.platform(typeof props === 'function' ? props(on) : props));
}

/** Two services without ways in, to be connected. */
function pair(on: Ground, props: Partial<WebServiceProps> = {}) {
  const platform = on.platform();
  return ['Shop', 'Orders'].map(id => service(on.stack, id, platform, { exposures: [], ...props }));
}

function importedCluster({ stack, vpc }: Ground): ecs.ICluster {
  return ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shop', vpc });
}

/** Mistakes where platforms, workloads and what is added to them meet. */
export const COMPOSITION_MISTAKES: readonly WrongInput[] = [
  wrongService('DomainMissing', 'platform.domain', 'Domain.hostedZone(zone)', {}, { domain: undefined }),
  wrongService('DomainMissing', 'platform.domain', 'Domain.hostedZone(zone)', { exposures: [Exposure.internal()] }, { domain: undefined }),
  wrongPlatform('EgressOfGivenNetwork', 'egress', 'pass `egress` to the network', { egress: Egress.none() }),
  wrongPlatform('NetworkAndVpc', 'vpc', 'pass one of the two', on => ({ network: Network.fromVpc(on.stack, 'Network', on.vpc) })),
  wrongPlatform('OptionOfGivenCluster', 'execAudit', 'remove execAudit', on => ({ cluster: importedCluster(on), execAudit: true })),
  wrongService('DesiredCountWithScaling', 'desiredCount', 'set `scaling.min` to 3', { desiredCount: 3, scaling: { max: 9 } }),

  wrong('ConnectedAcrossPlatforms', 'connectTo', 'put both on one platform', on => {
    const [one, two] = ['One', 'Two'].map(id => service(on.stack, id, on.platform({}, `${id}Platform`), { exposures: [] }));
    one.connectTo(two);
  }),
  wrong('NoPortToConnectTo', 'connectTo', 'listens on a port', on => {
    const platform = on.platform();
    const worker = new DraftWorkload(on.stack, 'Worker', platform, { name: 'worker', containers: [{ name: 'worker', image: NGINX._toSpec() }] });
    service(on.stack, 'Api', platform, { exposures: [] }).connectTo(worker);
  }),
  wrong('NoNamespace', 'connectTo', 'useForServiceConnect', on => {
    const platform = on.platform({ cluster: importedCluster(on) });
    const [shop, orders] = ['Shop', 'Orders'].map(id => service(on.stack, id, platform, { exposures: [] }));
    shop.connectTo(orders);
  }),
  wrong('NameOffered', 'workloadName', 'another `workloadName`', on => {
    const [shop, orders] = pair(on, { workloadName: 'same' });
    shop.connectTo(orders);
    orders.connectTo(shop);
  }),
  wrong('NotOnEcs', 'workload', 'the class of the platform', on => EcsWorkload.of({ node: on.stack.node, placement: {} } as unknown as IWorkload)),
  wrong('OptionsOfOtherPlatform', 'eks', 'remove `eks`', on => new DraftWorkload(on.stack, 'Api', on.platform(), {
    name: 'api', containers: [{ name: 'api', image: NGINX._toSpec() }], platformOptions: { eks: new Handle('eks options', {}) },
  })),

  wrong('VariableTaken', 'environment.A', 'another name', on => service(on.stack, 'Api', on.platform(), { environment: { A: '1' } }).addEnvironment('A', '2')),
  wrong('VariableTaken', 'environment.ORDERS_URL', 'another name', on => {
    const [shop, orders] = pair(on);
    shop.connectTo(orders);
    shop.connectTo(orders);
  }),

  wrongPlatform('CapacityOutOfRange', 'capacity[0].base', 'use 2', { capacity: [Capacity.fargate({ base: 1.6 })] }),
  wrongService('CapacityOutOfRange', 'ecs.capacity[0].weight', 'use 1000', { ecs: { capacity: [Capacity.fargate({ weight: 5000 })] } }),
  wrongPlatform('CapacityBases', 'capacity', 'one kind of capacity', { capacity: [Capacity.fargate({ base: 1 }), Capacity.fargateSpot({ base: 1 })] }),
  wrongPlatform('CapacityTwice', 'capacity[1]', 'list it once', { capacity: [Capacity.fargateSpot(), Capacity.fargateSpot()] }),
  wrongPlatform('CapacityMixed', 'capacity', 'of one launch type', { capacity: [Capacity.fargate(), Capacity.ec2({ name: 'pool' })] }),
  wrongPlatform('CapacityWithoutWeight', 'capacity', 'a weight', { capacity: [Capacity.fargate({ base: 1, weight: 0 })] }),
  wrongService('SpotIsLinuxOnly', 'ecs.capacity', 'Capacity.fargate()',
    { operatingSystem: OperatingSystem.WINDOWS_SERVER_2022_CORE }, { capacity: [Capacity.fargateSpot()] }),
  wrongService('RebalancingWithoutRoom', 'ecs.availabilityZoneRebalancing', 'raise maxHealthyPercent',
    { rollout: Rollout.rolling({ minHealthyPercent: 50, maxHealthyPercent: 100 }), ecs: { availabilityZoneRebalancing: true } }),

  wrongService('BuildDirectoryMissing', 'containers.api.image.directory', 'a directory with a Dockerfile', { image: Image.fromDirectory('./web') }),
  wrongService('BuildDirectoryMissing', 'containers.api.image.directory', 'a directory with a Dockerfile', { image: Image.fromDirectory('./package.json') }),
  wrongService('DockerfileMissing', 'containers.api.image.file', 'with the option `file`', { image: Image.fromDirectory('./src') }),
  wrongService('FileMissing', 'containers.api.image.file', 'the path of a file', { image: Image.fromTarball('./image.tar') }),
  wrongService('FileMissing', 'containers.api.environmentFiles[0]', 'the path of a file',
    { environmentFiles: [EnvironmentFile.fromFile('./web.env')] }),
];
