import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { LaunchType } from './launch-type';
import { ecsOptions } from './options';
import { networkModeOf } from './task-network';
import { OperatingSystem, WorkloadSpec } from '../model';
import { DEFAULTS } from '../model/defaults';
import { acknowledge } from '../private/acknowledge';

const OPERATING_SYSTEMS: Record<OperatingSystem, ecs.OperatingSystemFamily> = {
  'linux': ecs.OperatingSystemFamily.LINUX,
  'windows-server-2019-core': ecs.OperatingSystemFamily.WINDOWS_SERVER_2019_CORE,
  'windows-server-2019-full': ecs.OperatingSystemFamily.WINDOWS_SERVER_2019_FULL,
  'windows-server-2022-core': ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE,
  'windows-server-2022-full': ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_FULL,
  'windows-server-2025-core': ecs.OperatingSystemFamily.of('WINDOWS_SERVER_2025_CORE'),
  'windows-server-2025-full': ecs.OperatingSystemFamily.of('WINDOWS_SERVER_2025_FULL'),
};

const COMPATIBILITIES: Record<Exclude<LaunchType, 'fargate'>, ecs.Compatibility> = {
  ec2: ecs.Compatibility.EC2,
  managedInstances: ecs.Compatibility.MANAGED_INSTANCES,
  external: ecs.Compatibility.EXTERNAL,
};

/** The task definition, still without containers. */
export function makeTaskDefinition(
  scope: Construct, spec: WorkloadSpec, taskRole: iam.Role, executionRole: iam.Role, launchType: LaunchType = 'fargate',
): ecs.TaskDefinition {
  const taskDefinition = launchType === 'fargate'
    ? forFargate(scope, spec, taskRole, executionRole)
    : forMachines(scope, spec, taskRole, executionRole, launchType);
  acknowledge(taskDefinition, 'AwsSolutions-ECS2', 'Variables whose names look like secrets were refused; the others are settings, and secrets have an option of their own.');
  if (spec.logging.kind === 'none') {
    acknowledge(taskDefinition.node.defaultChild!, 'AwsSolutions-ECS7', 'The workload was told to keep no logs; say logging: Logging.logGroup() to keep them.');
  }
  if (taskDefinition.networkMode === ecs.NetworkMode.HOST && spec.containers.every(({ user }) => user !== undefined && !isRoot(user))) {
    acknowledge(taskDefinition.node.defaultChild!, 'ECSTaskDefinitionUserForHostMode', 'The rule wants containers that are privileged and not root; these are not root and not even privileged.');
  }
  return taskDefinition;
}

function isRoot(user: string): boolean {
  return user.split(':').some(part => ['root', '0'].includes(part.toLowerCase()));
}

function forFargate(scope: Construct, spec: WorkloadSpec, taskRole: iam.Role, executionRole: iam.Role): ecs.TaskDefinition {
  const { size } = spec;
  const { pidMode, enableFaultInjection } = ecsOptions(spec);
  const taskDefinition = new ecs.FargateTaskDefinition(scope, 'TaskDefinition', {
    cpu: size.cpuUnits,
    memoryLimitMiB: size.memoryMiB,
    // What a task gets anyway must not be said: Fargate knows the property from 21 GiB on.
    ephemeralStorageGiB: size.ephemeralStorageGiB === DEFAULTS.size.ephemeralStorageGiB ? undefined : size.ephemeralStorageGiB,
    taskRole,
    executionRole,
    runtimePlatform: runtimePlatform(spec),
    pidMode,
  });
  if (enableFaultInjection) {
    cfn(taskDefinition).enableFaultInjection = true;
  }
  return taskDefinition;
}

/** On machines a task may have any size that they have, and share more with its neighbours. */
function forMachines(
  scope: Construct, spec: WorkloadSpec, taskRole: iam.Role, executionRole: iam.Role, launchType: Exclude<LaunchType, 'fargate'>,
): ecs.TaskDefinition {
  const { size } = spec;
  const { pidMode, ipcMode, enableFaultInjection } = ecsOptions(spec);
  const networkMode = networkModeOf(spec, launchType);
  // The L2 does not know that machines outside of AWS may run Windows, whose network mode is not said.
  const unsaid = launchType === 'external' && networkMode === ecs.NetworkMode.NAT;
  const taskDefinition = new ecs.TaskDefinition(scope, 'TaskDefinition', {
    compatibility: COMPATIBILITIES[launchType],
    cpu: `${size.cpuUnits}`,
    memoryMiB: `${size.memoryMiB}`,
    networkMode: unsaid ? ecs.NetworkMode.BRIDGE : networkMode,
    taskRole,
    executionRole,
    pidMode,
    ipcMode,
    enableFaultInjection: enableFaultInjection || undefined,
  });
  if (unsaid) {
    cfn(taskDefinition).networkMode = undefined;
  }
  if (launchType !== 'external') {
    // The L2 has this for Fargate only, though it keeps tasks away from machines that they cannot run on.
    const { cpuArchitecture, operatingSystemFamily } = runtimePlatform(spec);
    cfn(taskDefinition).runtimePlatform = {
      cpuArchitecture: cpuArchitecture!._cpuArchitecture,
      operatingSystemFamily: operatingSystemFamily!._operatingSystemFamily,
    };
  }
  return taskDefinition;
}

function runtimePlatform({ runtime }: WorkloadSpec): ecs.RuntimePlatform {
  return {
    cpuArchitecture: runtime.architecture === 'arm64' ? ecs.CpuArchitecture.ARM64 : ecs.CpuArchitecture.X86_64,
    operatingSystemFamily: OPERATING_SYSTEMS[runtime.os],
  };
}

function cfn(taskDefinition: ecs.TaskDefinition): ecs.CfnTaskDefinition {
  return taskDefinition.node.defaultChild as ecs.CfnTaskDefinition;
}
