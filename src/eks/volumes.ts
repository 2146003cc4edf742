import * as efs from 'aws-cdk-lib/aws-efs';
import * as s3files from 'aws-cdk-lib/aws-s3files';
import { Construct, IDependable } from 'constructs';
import { mountBucket, mountFileSystem } from './file-systems';
import { EksGround } from './ground';
import { labelsOf } from './labels';
import { storageClassOf } from './storage-class';
import { ContainerSpec, DiskVolume, WorkloadSpec } from '../model';
import { assertNever } from '../private/assert-never';

/** What pods need of the workload's volumes, and the file systems behind them. */
export interface RenderedVolumes {
  readonly fileSystems: efs.IFileSystem[];
  readonly bucketFileSystems: s3files.CfnFileSystem[];
  /** Members of the pod's `volumes`. */
  readonly volumes: readonly object[];
  /** Members of the pod's `securityContext`. */
  readonly securityContext: object;
  readonly dependables: readonly IDependable[];
  /** Members of a container's `volumeMounts`. */
  mounts(container: ContainerSpec): object[];
}

/** Any group will do: every container of the pod gets it besides its own, and a new disk is given to it. */
const DISK_GROUP = 1000;

/**
 * The volumes of a pod; file systems that do not exist yet are made.
 *
 * @param autoMode whether the pod's nodes are looked after by EKS, which then also makes the disks
 */
export function renderVolumes(scope: Construct, ground: EksGround, spec: WorkloadSpec, namespace: string, autoMode: boolean): RenderedVolumes {
  const fileSystems: efs.IFileSystem[] = [];
  const bucketFileSystems: s3files.CfnFileSystem[] = [];
  const dependables: IDependable[] = [];
  const volumes = spec.volumes.map(volume => {
    const { name } = volume;
    const place = () => new Construct(scope, `Volume-${name}`);
    switch (volume.kind) {
      case 'ephemeral':
        return { name, emptyDir: { sizeLimit: `${spec.size.ephemeralStorageGiB}Gi` } };
      case 'memory':
        return { name, emptyDir: { medium: 'Memory', sizeLimit: `${volume.sizeMiB}Mi` } };
      case 'shared': {
        const mounted = mountFileSystem(place(), { ground, spec, namespace, volume });
        fileSystems.push(mounted.fileSystem);
        dependables.push(...mounted.dependables);
        return { name, persistentVolumeClaim: { claimName: mounted.claimName } };
      }
      case 'bucket': {
        const mounted = mountBucket(place(), { ground, spec, namespace, volume });
        bucketFileSystems.push(...mounted.fileSystem ? [mounted.fileSystem] : []);
        dependables.push(...mounted.dependables);
        return { name, persistentVolumeClaim: { claimName: mounted.claimName } };
      }
      case 'disk': {
        const storageClass = storageClassOf(place(), ground, volume, autoMode);
        dependables.push(storageClass.dependable);
        return { name, ephemeral: { volumeClaimTemplate: claimFor(volume, spec, storageClass.name) } };
      }
      case 'hostPath':
      case 'driver':
      case 'windowsShare':
        throw new Error(`a rule lets no volume of kind ${volume.kind} come so far`);
      default:
        return assertNever(volume);
    }
  });
  const hasDisk = spec.volumes.some(({ kind }) => kind === 'disk');
  const securityContext = hasDisk ? { fsGroup: DISK_GROUP, fsGroupChangePolicy: 'OnRootMismatch' } : {};
  return { fileSystems, bucketFileSystems, volumes, securityContext, dependables, mounts };
}

/**
 * Has Kubernetes make a disk for each pod, and delete it with the pod.
 *
 * @see https://kubernetes.io/docs/concepts/storage/ephemeral-volumes/#generic-ephemeral-volumes
 */
function claimFor({ sizeGiB }: DiskVolume, spec: WorkloadSpec, storageClassName: string): object {
  return {
    metadata: { labels: labelsOf(spec) },
    spec: { accessModes: ['ReadWriteOnce'], volumeMode: 'Filesystem', storageClassName, resources: { requests: { storage: `${sizeGiB}Gi` } } },
  };
}

function mounts(container: ContainerSpec): object[] {
  return container.mounts.map(({ volume, path, readOnly }) => ({ name: volume, mountPath: path, readOnly }));
}
