import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { NGINX, WrongInput } from './wrong-input';
import { Code } from '../../src/findings';
import { Handle, WorkloadDraft } from '../../src/model';
import { Network } from '../../src/network';
import { Capacity, EcsWorkloadOptions, InstanceImage, OperatingSystem, Probe, Rollout, Volume } from '../../src/vocabulary';
import { WebServiceProps } from '../../src/workloads';
import { DraftWorkload, Ground, ground, refused, service } from '../ecs/support';

const { AWS_VPC, BRIDGE, HOST, NONE, NAT } = ecs.NetworkMode;

const NODES = Capacity.ec2({ name: 'nodes' });
const FEW = Capacity.ec2({ name: 'few', maxInstances: 3 });
const HALF = Rollout.rolling({ minHealthyPercent: 50 });
const WINDOWS_NODES = Capacity.ec2({ name: 'nodes', image: InstanceImage.WINDOWS_SERVER_2022_CORE });
const ROCKETS = Capacity.ec2({ name: 'rockets', image: InstanceImage.BOTTLEROCKET });
const MANAGED = Capacity.managedInstances({ name: 'managed' });
const OUTSIDE = Capacity.external({ name: 'outside' });
const FARGATE = Capacity.fargate();

function wrong(code: Code, path: string, remedy: string, act: (on: Ground) => unknown): WrongInput {
  return { code, path, remedy, findings: () => refused(() => act(ground())) };
}

/** A service on that capacity, wrong in what only ECS understands or in one other thing. */
function wrongOn(
  capacity: Capacity, code: Code, path: string, remedy: string, options: EcsWorkloadOptions, props: Partial<WebServiceProps> = {},
): WrongInput {
  const exposures = capacity === OUTSIDE ? { exposures: [] } : {};
  const ecsOptions = { capacity: [capacity], ...options };
  return wrong(code, path, remedy, on => service(on.stack, 'Api', on.platform(), { ecs: ecsOptions, ...exposures, ...props }));
}

/** A workload without ports, so that nothing but its options is wrong. */
function quietly(options: EcsWorkloadOptions, given: Partial<WorkloadDraft> = {}) {
  return (on: Ground) => new DraftWorkload(on.stack, 'Worker', on.platform(), {
    name: 'worker', containers: [{ name: 'worker', image: NGINX }], platformOptions: { ecs: new Handle('options', { capacity: [NODES], ...options }) }, ...given,
  });
}

/** A platform in whose network everything is public. */
function publicPlatform(on: Ground) {
  const network = Network.fromVpc(on.stack, 'Network', on.vpc, { workloadSubnets: { subnetType: ec2.SubnetType.PUBLIC } });
  return on.platform({ vpc: undefined, network, capacity: [NODES] });
}

/** Two services, of which one is to reach the other. */
function connected(options: EcsWorkloadOptions, props: Partial<WebServiceProps> = {}) {
  return (on: Ground) => {
    const platform = on.platform();
    const [one, other] = ['Shop', 'Orders'].map(id => service(on.stack, id, platform, { exposures: [], ecs: options, ...props }));
    one.connectTo(other);
  };
}

const WINDOWS = { operatingSystem: OperatingSystem.WINDOWS_SERVER_2022_CORE };
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const { distinctInstances, memberOf } = ecs.PlacementConstraint;
const { packedByMemory, randomly } = ecs.PlacementStrategy;

/** Mistakes about where tasks are: in the network, and on machines. */
export const SERVICE_MISTAKES: readonly WrongInput[] = [
  wrongOn(FARGATE, 'LaunchTypeHasNot', 'ecs.networkMode', 'EC2 instances or external machines', { networkMode: BRIDGE }),
  wrongOn(MANAGED, 'LaunchTypeHasNot', 'ecs.networkMode', 'EC2 instances', { networkMode: BRIDGE }, { exposures: [] }),
  wrongOn(OUTSIDE, 'LaunchTypeHasNot', 'ecs.networkMode', 'Fargate', { networkMode: AWS_VPC }),
  wrongOn(NODES, 'NetworkModeOfOtherSystem', 'ecs.networkMode', "'awsvpc'", { networkMode: NAT }),
  wrongOn(WINDOWS_NODES, 'NetworkModeOfOtherSystem', 'ecs.networkMode', "'awsvpc'", { networkMode: HOST }, { ...WINDOWS }),
  wrongOn(NODES, 'NoAddressOfItsOwn', 'ecs.subnets', "'awsvpc'", { networkMode: BRIDGE, subnets: { subnetType: ec2.SubnetType.PUBLIC } }),
  wrongOn(NODES, 'NoAddressOfItsOwn', 'ecs.assignPublicIp', 'leave assignPublicIp out', { networkMode: HOST, assignPublicIp: true }),
  wrongOn(NODES, 'LaunchTypeHasNot', 'ecs.assignPublicIp', 'Fargate', { assignPublicIp: true }),
  wrong('NoWayOut', 'ecs.networkMode', 'private subnets', on => service(on.stack, 'Api', publicPlatform(on), { exposures: [] })),
  wrongOn(Capacity.ec2Provider('theirs'), 'MachinesWithoutDoor', 'ecs.capacity[0]', '`securityGroup`', { networkMode: BRIDGE }),
  wrongOn(NODES, 'PortsWithoutNetwork', 'containers.api.ports', "'awsvpc'", { networkMode: NONE }, { exposures: [] }),
  wrongOn(NODES, 'HealthPortUnknown', 'exposures[0].health.port', 'port 8080', { networkMode: BRIDGE }, { probe: Probe.http('/well', { port: 9000 }) }),

  wrongOn(FARGATE, 'LaunchTypeHasNot', 'ecs.pidMode', 'EC2 instances', { pidMode: ecs.PidMode.HOST }),
  wrongOn(FARGATE, 'LaunchTypeHasNot', 'ecs.ipcMode', 'EC2 instances', { ipcMode: ecs.IpcMode.TASK }),
  wrongOn(MANAGED, 'LaunchTypeHasNot', 'ecs.ipcMode', 'EC2 instances', { ipcMode: ecs.IpcMode.NONE }),
  wrongOn(WINDOWS_NODES, 'LinuxOnly', 'ecs.pidMode', 'on Linux', { pidMode: ecs.PidMode.TASK }, { ...WINDOWS }),
  wrong('FaultInjectionNetwork', 'ecs.enableFaultInjection', "'awsvpc' or 'host'", quietly({ networkMode: BRIDGE, enableFaultInjection: true })),

  wrongOn(FARGATE, 'LaunchTypeHasNot', 'ecs.placementConstraints', 'Managed Instances', { placementConstraints: [distinctInstances()] }),
  wrongOn(MANAGED, 'LaunchTypeHasNot', 'ecs.placementStrategies', 'EC2 instances', { placementStrategies: [randomly()] }),
  wrongOn(NODES, 'PlacementTooMuch', 'ecs.placementStrategies', 'keep the 5', { placementStrategies: many(6, packedByMemory()) }),
  wrongOn(NODES, 'PlacementTooMuch', 'ecs.placementConstraints', 'keep the 10', { placementConstraints: many(11, memberOf('task:group == shop')) }),
  wrongOn(NODES, 'RebalancingAgainstPlacement', 'ecs.availabilityZoneRebalancing', 'spreadAcross', {
    placementStrategies: [packedByMemory()], availabilityZoneRebalancing: true,
  }),
  wrongOn(NODES, 'RebalancingAgainstPlacement', 'ecs.availabilityZoneRebalancing', '`ecs.subnets`', {
    placementConstraints: [memberOf('attribute:ecs.availability-zone == eu-west-1a')], availabilityZoneRebalancing: true,
  }),
  wrongOn(FEW, 'MachinesTooFew', 'ecs.capacity', 'maxInstances to 4', { networkMode: HOST }, { desiredCount: 3 }),
  wrongOn(FEW, 'MachinesTooFew', 'ecs.capacity', 'maxInstances to 5', { networkMode: HOST }, { scaling: { min: 2, max: 5 }, rollout: HALF }),
  wrongOn(FEW, 'MachinesTooFew', 'ecs.capacity', 'maxInstances to 4', { placementConstraints: [distinctInstances()] }, { rollout: Rollout.blueGreen() }),
  wrongOn(OUTSIDE, 'LaunchTypeHasNot', 'ecs.highResolutionMetrics', 'leave `ecs.highResolutionMetrics` out', { highResolutionMetrics: true }),
  wrongOn(OUTSIDE, 'LaunchTypeHasNot', 'ecs.availabilityZoneRebalancing', 'Fargate', { availabilityZoneRebalancing: true }),

  wrongOn(NODES, 'LaunchTypeHasNot', 'rollout', 'Rollout.canary()', {}, { rollout: Rollout.codeDeploy() }),
  wrongOn(NODES, 'ShiftNeedsAddresses', 'rollout', 'Rollout.rolling()', { networkMode: BRIDGE }, { rollout: Rollout.blueGreen() }),
  wrong('NoServiceConnect', 'connectTo', 'Exposure.internal()', connected({ capacity: [NODES], networkMode: HOST })),
  wrong('NoServiceConnect', 'connectTo', 'on Linux', connected({ capacity: [WINDOWS_NODES] }, WINDOWS)),
  wrong('NoServiceConnect', 'connectTo', 'Exposure.internal()', connected({ capacity: [ROCKETS] })),
  wrongOn(ROCKETS, 'Ec2CapacityImageHasNot', 'ecs.capacity[0]', 'allow-privileged-containers = true', {}, { privileged: true }),
  wrongOn(ROCKETS, 'Ec2CapacityImageHasNot', 'ecs.capacity[0]', 'AMAZON_LINUX_2023', {}, {
    volumes: { data: Volume.efs() }, mounts: [{ volume: 'data', path: '/data' }],
  }),
];
