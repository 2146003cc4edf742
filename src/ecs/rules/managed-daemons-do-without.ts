import * as ecs from 'aws-cdk-lib/aws-ecs';
import { reportMissing } from './launch-types';
import { ContainerSpec, VolumeSpec, WorkloadSpec } from '../../model';
import { Report } from '../../model/rules/rule';
import { ecsOptions } from '../options';

/** Volumes that are nothing but a directory or memory of the machine. */
const VOLUMES: readonly VolumeSpec['kind'][] = ['ephemeral', 'hostPath', 'memory'];

/**
 * What a task definition of a service has and that of a managed daemon has not.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DaemonContainerDefinition.html
 */
export function managedDaemonsDoWithout(spec: WorkloadSpec, report: Report): void {
  for (const [used, name, path, instead] of [...ofTask(spec), ...ofRollout(spec), ...spec.containers.flatMap(ofContainer)]) {
    if (used) {
      reportMissing(report, { name, has: ['ec2'], instead }, path, 'managedInstances');
    }
  }
  if (spec.redeployOnRotation === 'always') {
    report('RotationOfManagedDaemon', 'redeployOnRotation', {});
  }
}

/** Whether something is used, what it is called, where it was said, and what to do about it. */
type Lack = readonly [used: boolean, name: string, path: string, instead?: string];

const NEIGHBOURS = 'leave it out: tasks on the instance reach the daemon at 169.254.172.2';
const ALWAYS = 'leave it out: ECS always gives up on a daemon that does not come up, and goes back';

function ofTask(spec: WorkloadSpec): Lack[] {
  const { networkMode, subnets, securityGroups, assignPublicIp, placementConstraints = [], enableFaultInjection, pidMode } = ecsOptions(spec);
  return [
    [networkMode !== undefined, 'network mode of a managed daemon', 'ecs.networkMode', NEIGHBOURS],
    [subnets !== undefined, 'address of its own for a managed daemon', 'ecs.subnets', NEIGHBOURS],
    [securityGroups !== undefined, 'security group of its own for a managed daemon', 'ecs.securityGroups', 'give the group to the instances, with the option of Capacity.managedInstances()'],
    [assignPublicIp === true, 'public address for a managed daemon', 'ecs.assignPublicIp'],
    [placementConstraints.length > 0, 'placement constraint of a managed daemon', 'ecs.placementConstraints', 'name the instances with ecs.capacity'],
    [enableFaultInjection === true, 'fault injection for a managed daemon', 'ecs.enableFaultInjection'],
    [pidMode === ecs.PidMode.TASK, 'process namespace that the containers of a managed daemon share', 'ecs.pidMode', 'use PidMode.HOST, or leave it out'],
    [spec.size.gpus > 0, 'managed daemon with GPUs', 'size.gpus'],
    ...spec.volumes.filter(({ kind }) => !VOLUMES.includes(kind)).map((volume): Lack =>
      [true, `managed daemon with such a volume ('${volume.name}')`, `volumes.${volume.name}`, 'use an ephemeral volume or a directory of the instance']),
  ];
}

function ofRollout({ rollout }: WorkloadSpec): Lack[] {
  const breaker = rollout.kind === 'rolling' ? rollout.circuitBreaker : undefined;
  return [
    [breaker?.enabled === false, 'choice about the circuit breaker of a managed daemon', 'rollout.circuitBreaker', ALWAYS],
    [breaker?.rollback === false, 'choice about the way back of a managed daemon', 'rollout.circuitBreaker', ALWAYS],
    [breaker?.threshold !== undefined, 'threshold for the circuit breaker of a managed daemon', 'rollout.circuitBreaker', ALWAYS],
    [rollout.notifications !== undefined, 'notification about rollouts of a managed daemon', 'rollout.notifications'],
  ];
}

/** What no task on Managed Instances has is said elsewhere. */
function ofContainer({ name, versionConsistency }: ContainerSpec): Lack[] {
  return [[versionConsistency !== undefined, 'choice about version consistency in a managed daemon', `containers.${name}.versionConsistency`]];
}
