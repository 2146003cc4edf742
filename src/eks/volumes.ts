import * as efs from 'aws-cdk-lib/aws-efs';
import { Construct, IDependable } from 'constructs';
import { mountFileSystem } from './file-systems';
import { EksGround } from './ground';
import { ContainerSpec, WorkloadSpec } from '../model';
import { assertNever } from '../private/assert-never';

/** What pods need of the workload's volumes, and the file systems behind them. */
export interface RenderedVolumes {
  readonly fileSystems: efs.IFileSystem[];
  /** Members of the pod's `volumes`. */
  readonly volumes: readonly object[];
  /** Members of a container's `volumeMounts`. */
  mounts(container: ContainerSpec): object[];
  readonly dependables: readonly IDependable[];
}

/** The volumes of a pod; file systems that do not exist yet are made. */
export function renderVolumes(scope: Construct, ground: EksGround, spec: WorkloadSpec, namespace: string): RenderedVolumes {
  const fileSystems: efs.IFileSystem[] = [];
  const dependables: IDependable[] = [];
  const volumes = spec.volumes.map(volume => {
    const { name } = volume;
    switch (volume.kind) {
      case 'ephemeral':
        return { name, emptyDir: { sizeLimit: `${spec.size.ephemeralStorageGiB}Gi` } };
      case 'shared': {
        const mounted = mountFileSystem(new Construct(scope, `Volume-${name}`), { ground, spec, namespace, volume });
        fileSystems.push(mounted.fileSystem);
        dependables.push(...mounted.dependables);
        return { name, persistentVolumeClaim: { claimName: mounted.claimName } };
      }
      default:
        return assertNever(volume);
    }
  });
  return { fileSystems, volumes, mounts, dependables };
}

function mounts(container: ContainerSpec): object[] {
  return container.mounts.map(({ volume, path, readOnly }) => ({ name: volume, mountPath: path, readOnly }));
}
