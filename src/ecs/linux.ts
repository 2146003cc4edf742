import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Size } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { renderTmpfs } from './volumes';
import { ContainerSpec, DevicePermissionName, isWindows, LinuxSpec, WorkloadSpec } from '../model';

const PERMISSIONS: Record<DevicePermissionName, ecs.DevicePermission> = {
  read: ecs.DevicePermission.READ,
  write: ecs.DevicePermission.WRITE,
  mknod: ecs.DevicePermission.MKNOD,
};

/** What a container has of the Linux kernel. Windows knows none of these. */
export function renderLinuxParameters(scope: Construct, spec: WorkloadSpec, container: ContainerSpec): ecs.LinuxParameters | undefined {
  if (isWindows(spec.runtime.os)) {
    return undefined;
  }
  const { sharedMemoryMiB, maxSwapMiB, swappiness, devices } = container.linux;
  const parameters = new ecs.LinuxParameters(scope, `Linux-${container.name}`, {
    initProcessEnabled: container.initProcess,
    sharedMemorySize: sharedMemoryMiB,
    maxSwap: maxSwapMiB === undefined ? undefined : Size.mebibytes(maxSwapMiB),
    swappiness,
  });
  parameters.addCapabilities(...container.capabilities.add as ecs.Capability[]);
  parameters.dropCapabilities(...container.capabilities.drop as ecs.Capability[]);
  parameters.addDevices(...devices.map(({ hostPath, containerPath, permissions }) => ({
    hostPath, containerPath, permissions: permissions.map(permission => PERMISSIONS[permission]),
  })));
  parameters.addTmpfs(...renderTmpfs(container, spec));
  return parameters;
}

export function renderSystemControls({ systemControls }: LinuxSpec): ecs.SystemControl[] {
  return Object.entries(systemControls).map(([namespace, value]) => ({ namespace, value }));
}
