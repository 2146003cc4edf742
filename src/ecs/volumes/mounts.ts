import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ContainerSpec, WorkloadSpec } from '../../model';

/** Where a container sees its volumes, but for those that are in its own memory. */
export function mountVolumes(definition: ecs.ContainerDefinition, { mounts }: ContainerSpec, { volumes }: WorkloadSpec): void {
  const inMemory = new Set(volumes.filter(({ kind }) => kind === 'memory').map(({ name }) => name));
  definition.addMountPoints(...mounts.filter(({ volume }) => !inMemory.has(volume))
    .map(({ volume, path, readOnly }) => ({ sourceVolume: volume, containerPath: path, readOnly })));
}

/**
 * The volumes of a container that are in its own memory.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tmpfs.html
 */
export function renderTmpfs({ mounts }: ContainerSpec, { volumes }: WorkloadSpec): ecs.Tmpfs[] {
  return mounts.flatMap(({ volume: name, path, readOnly }) => volumes.flatMap(volume => {
    if (volume.kind !== 'memory' || volume.name !== name) {
      return [];
    }
    const mountOptions = [...volume.mountOptions as ecs.TmpfsMountOption[], ...readOnly ? [ecs.TmpfsMountOption.RO] : []];
    return [{ containerPath: path, size: volume.sizeMiB, mountOptions: mountOptions.length > 0 ? mountOptions : undefined }];
  }));
}
