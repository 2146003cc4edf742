/** What ECS refuses about a service because of what it runs on, how it is in the network and where its tasks shall go. */
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { checkFitOfInstances } from './fit-of-instances';
import { Feature, missingFeature } from './launch-types';
import { checkMachineRoom } from './machine-room';
import { Finding, finding } from '../../findings';
import { carriesUdp, hasLoadBalancer, isSideBySide, isWindows, mostCopiesPercent, WorkloadSpec } from '../../model';
import { Capacity } from '../../vocabulary';
import { checkCapacity, checkFit } from '../capacity';
import { checkDiscovery } from '../discovery';
import { EcsGround } from '../ground';
import { LaunchType, launchTypeOf } from '../launch-type';
import { ecsOptions } from '../options';
import { leavesRoom, placementAgainstRebalancing } from '../placement';
import { hasOwnAddress, isPortDynamic, networkModeOf } from '../task-network';
import { checkMounts } from '../volumes';

/** What a service is checked against: what its platform runs tasks on unless told otherwise, and where. */
export type ServiceGround = Pick<EcsGround, 'capacity' | 'network'>;

const { AWS_VPC, BRIDGE, HOST, NONE, NAT } = ecs.NetworkMode;

const MODES: Record<ecs.NetworkMode, readonly LaunchType[]> = {
  [AWS_VPC]: ['fargate', 'ec2', 'managedInstances'],
  [BRIDGE]: ['ec2', 'external'],
  [HOST]: ['ec2', 'managedInstances', 'external'],
  [NONE]: ['ec2', 'external'],
  [NAT]: ['ec2', 'external'],
};
const WINDOWS_MODES: readonly ecs.NetworkMode[] = [AWS_VPC, NAT];

const MAX_STRATEGIES = 5;
const MAX_CONSTRAINTS = 10;

/** What a service of this platform would be refused for. */
export function checkService(spec: WorkloadSpec, ground: ServiceGround): Finding[] {
  const options = ecsOptions(spec);
  const capacity = options.capacity ?? ground.capacity;
  const launchType = launchTypeOf(capacity);
  return [
    ...checkCapacity(capacity, 'ecs.capacity'),
    ...checkFit(spec, capacity, 'ecs.capacity'),
    ...checkFitOfInstances(spec, capacity, 'ecs.capacity'),
    ...(isWindows(spec.runtime.os) && capacity.some(choice => choice._toSpec().pool.kind === 'fargateSpot')
      ? [finding('SpotIsLinuxOnly', 'ecs.capacity', { os: spec.runtime.os })] : []),
    ...checkNamespaces(spec, launchType),
    ...checkNetwork(spec, launchType, ground),
    ...checkDoors(spec, launchType, capacity),
    ...checkMounts(spec, hasOwnAddress(networkModeOf(spec, launchType)), capacity),
    ...checkPlacement(spec, launchType),
    ...checkMachineRoom(spec, launchType, capacity),
    ...checkRollout(spec, launchType),
    ...checkDiscovery(spec, launchType, capacity),
  ];
}

/** What the containers of a task share among themselves, or with their machine. */
function checkNamespaces(spec: WorkloadSpec, launchType: LaunchType): Finding[] {
  const { pidMode, ipcMode, enableFaultInjection } = ecsOptions(spec);
  const { os } = spec.runtime;
  const mode = networkModeOf(spec, launchType);
  const used = { pidMode: pidMode !== undefined, ipcMode: ipcMode !== undefined, enableFaultInjection: enableFaultInjection === true };
  const missing = (has: boolean, name: string, path: string, launchTypes: readonly LaunchType[]) =>
    has ? missingFeature({ name, has: launchTypes } satisfies Feature, path, launchType) : [];
  return [
    ...missing(pidMode === ecs.PidMode.HOST, 'look at the processes of the machine', 'ecs.pidMode', ['ec2', 'managedInstances', 'external']),
    ...missing(used.ipcMode, 'choice of an IPC mode', 'ecs.ipcMode', ['ec2', 'external']),
    ...missing(used.enableFaultInjection, 'fault injection', 'ecs.enableFaultInjection', ['fargate', 'ec2', 'managedInstances']),
    ...isWindows(os) ? Object.entries(used).filter(([, isUsed]) => isUsed).map(([name]) => finding('LinuxOnly', `ecs.${name}`, { options: [name], os })) : [],
    ...used.enableFaultInjection && mode !== AWS_VPC && mode !== HOST
      ? [finding('FaultInjectionNetwork', 'ecs.enableFaultInjection', { mode })] : [],
  ];
}

function checkNetwork(spec: WorkloadSpec, launchType: LaunchType, { network }: ServiceGround): Finding[] {
  const options = ecsOptions(spec);
  const { os } = spec.runtime;
  const mode = networkModeOf(spec, launchType);
  const findings = options.networkMode === undefined ? []
    : missingFeature({ name: `network mode '${mode}'`, has: MODES[mode] }, 'ecs.networkMode', launchType);
  const fitsSystem = isWindows(os) ? WINDOWS_MODES.includes(mode) : mode !== NAT;
  if (!fitsSystem && findings.length === 0) {
    findings.push(finding('NetworkModeOfOtherSystem', 'ecs.networkMode', { mode, os, nearest: isWindows(os) && launchType === 'external' ? NAT : AWS_VPC }));
  }
  if (findings.length > 0) {
    return findings;
  }
  if (!hasOwnAddress(mode)) {
    const given = (['subnets', 'securityGroups', 'assignPublicIp'] as const).filter(option => options[option]);
    given.forEach(option => findings.push(finding('NoAddressOfItsOwn', `ecs.${option}`, { option, mode })));
  } else if (options.assignPublicIp) {
    findings.push(...missingFeature({ name: 'public address of a task', has: ['fargate'] }, 'ecs.assignPublicIp', launchType));
  } else if (launchType !== 'fargate' && !options.subnets && network.workloadsArePublic) {
    findings.push(finding('NoWayOut', 'ecs.networkMode', { nearest: HOST }));
  }
  spec.containers.forEach(({ name, ports }) => {
    if (mode === NONE && ports.length > 0) {
      findings.push(finding('PortsWithoutNetwork', `containers.${name}.ports`, { ports: ports.map(({ port }) => port) }));
    }
  });
  spec.exposures.forEach(({ port, health }, index) => {
    if (isPortDynamic(mode) && health.port !== undefined && health.port !== port) {
      findings.push(finding('HealthPortUnknown', `exposures[${index}].health.port`, { mode, given: health.port, port }));
    }
  });
  spec.networkListeners.forEach((listener, index) => {
    const { port, health } = listener;
    if (isPortDynamic(mode) && carriesUdp(listener)) {
      findings.push(finding('UdpNeedsFixedPorts', `listeners[${index}]`, { mode, port }));
    } else if (isPortDynamic(mode) && health.port !== undefined && health.port !== port) {
      findings.push(finding('HealthPortUnknown', `listeners[${index}].probe.port`, { mode, given: health.port, port }));
    }
  });
  return findings;
}

/** Load balancers come to the machines of tasks without addresses, and somebody has to let them in. */
function checkDoors(spec: WorkloadSpec, launchType: LaunchType, capacity: readonly Capacity[]): Finding[] {
  if (hasOwnAddress(networkModeOf(spec, launchType)) || !hasLoadBalancer(spec)) {
    return [];
  }
  return capacity.map(choice => choice._toSpec().pool).flatMap((pool, index) =>
    pool.kind === 'existing' && !pool.securityGroup ? [finding('MachinesWithoutDoor', `ecs.capacity[${index}]`, { provider: pool.providerName })] : []);
}

function checkPlacement(spec: WorkloadSpec, launchType: LaunchType): Finding[] {
  const { placementStrategies = [], placementConstraints = [], availabilityZoneRebalancing } = ecsOptions(spec);
  const used = (list: readonly unknown[], name: string, path: string, has: readonly LaunchType[]) =>
    list.length > 0 ? missingFeature({ name, has }, path, launchType) : [];
  const tooMany = (given: number, max: number, what: string, path: string) => given > max ? [finding('PlacementTooMuch', path, { what, given, max })] : [];
  const against = placementAgainstRebalancing(spec);
  const strategies = placementStrategies.flatMap(strategy => strategy.toJson());
  const constraints = placementConstraints.flatMap(constraint => constraint.toJson());
  return [
    ...used(strategies, 'placement strategy', 'ecs.placementStrategies', ['ec2', 'external']),
    ...used(constraints, 'placement constraint', 'ecs.placementConstraints', ['ec2', 'managedInstances', 'external']),
    ...tooMany(strategies.length, MAX_STRATEGIES, 'strategies', 'ecs.placementStrategies'),
    ...tooMany(constraints.length, MAX_CONSTRAINTS, 'constraints', 'ecs.placementConstraints'),
    ...availabilityZoneRebalancing ? [
      ...missingFeature({ name: 'rebalancing of zones', has: ['fargate', 'ec2', 'managedInstances'] }, 'ecs.availabilityZoneRebalancing', launchType),
      ...spec.rollout.kind !== 'codeDeploy' && !leavesRoom(spec)
        ? [finding('RebalancingWithoutRoom', 'ecs.availabilityZoneRebalancing', { maxHealthyPercent: mostCopiesPercent(spec.rollout) })] : [],
      ...against ? [finding('RebalancingAgainstPlacement', 'ecs.availabilityZoneRebalancing', { option: against })] : [],
    ] : [],
  ];
}

function checkRollout(spec: WorkloadSpec, launchType: LaunchType): Finding[] {
  const { rollout } = spec;
  const mode = networkModeOf(spec, launchType);
  if (rollout.kind === 'codeDeploy') {
    return missingFeature({
      name: 'rollout by CodeDeploy', has: ['fargate'], instead: 'let ECS shift the traffic: Rollout.blueGreen(), Rollout.canary() or Rollout.linear()',
    }, 'rollout', launchType);
  }
  return isSideBySide(rollout) && hasLoadBalancer(spec) && !hasOwnAddress(mode) ? [finding('ShiftNeedsAddresses', 'rollout', { mode })] : [];
}
