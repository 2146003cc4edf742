import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
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

/** The task definition, still without containers. */
export function makeTaskDefinition(scope: Construct, spec: WorkloadSpec, taskRole: iam.Role, executionRole: iam.Role): ecs.TaskDefinition {
  const { size, runtime } = spec;
  const taskDefinition = new ecs.FargateTaskDefinition(scope, 'TaskDefinition', {
    cpu: size.cpuUnits,
    memoryLimitMiB: size.memoryMiB,
    // What a task gets anyway must not be said: Fargate knows the property from 21 GiB on.
    ephemeralStorageGiB: size.ephemeralStorageGiB === DEFAULTS.size.ephemeralStorageGiB ? undefined : size.ephemeralStorageGiB,
    taskRole,
    executionRole,
    runtimePlatform: {
      cpuArchitecture: runtime.architecture === 'arm64' ? ecs.CpuArchitecture.ARM64 : ecs.CpuArchitecture.X86_64,
      operatingSystemFamily: OPERATING_SYSTEMS[runtime.os],
    },
  });
  acknowledge(taskDefinition, 'AwsSolutions-ECS2', 'Variables whose names look like secrets were refused; the others are settings, and secrets have an option of their own.');
  if (spec.logging.kind === 'none') {
    acknowledge(taskDefinition.node.defaultChild!, 'AwsSolutions-ECS7', 'The workload was told to keep no logs; say logging: Logging.logGroup() to keep them.');
  }
  return taskDefinition;
}
