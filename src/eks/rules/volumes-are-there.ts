import { isWindows, VolumeSpec } from '../../model';
import { Rule } from '../../model/rules/rule';

/** Why there is no such volume on EKS, and what to do. */
export interface NoVolume {
  readonly what: string;
  readonly why: string;
  readonly instead: string;
}

/** What EKS has no volumes of, or the library does not have there. */
export const NO_VOLUMES: Partial<Record<VolumeSpec['kind'], NoVolume>> = {
  hostPath: {
    what: 'a directory of the machine',
    why: 'the pod security standard of the namespaces keeps pods away from their nodes',
    instead: 'use Volume.ephemeral(), or apply what looks after nodes by other means, to a namespace of its own',
  },
  driver: {
    what: 'one that Docker makes',
    why: 'there is no Docker on the nodes',
    instead: 'use Volume.ephemeral(), Volume.ebs() or Volume.efs()',
  },
  windowsShare: {
    what: 'a share of a Windows file server',
    why: 'the cluster has no driver for it',
    instead: 'use Volume.ephemeral(), or run the workload on ECS with EC2 instances',
  },
};

/** What pods on Windows do without, because its driver is for Linux. */
const LINUX_ONLY: Partial<Record<VolumeSpec['kind'], string>> = {
  memory: 'storage in memory', shared: 'an EFS file system', bucket: 'a file system of a bucket',
};

export const volumesAreThere: Rule = ({ volumes, runtime: { os } }, report) => {
  for (const volume of volumes) {
    const { kind, name } = volume;
    const missing = NO_VOLUMES[kind];
    if (missing) {
      report('EksHasNoVolume', `volumes.${name}`, { volume: name, ...missing });
    } else if (isWindows(os) && kind === 'disk') {
      report('DiskNeedsLinux', `volumes.${name}`, { volume: name, os });
    } else if (isWindows(os) && LINUX_ONLY[kind]) {
      report('EksHasNoVolume', `volumes.${name}`, {
        volume: name,
        what: LINUX_ONLY[kind],
        why: 'pods on Windows cannot mount it',
        instead: 'use Volume.ephemeral(), or run the workload on Linux',
      });
    }
    if (volume.kind === 'memory' && volume.mountOptions.length > 0) {
      report('EksTmpfsOptions', `volumes.${name}.mountOptions`, { volume: name, options: volume.mountOptions });
    }
  }
};
