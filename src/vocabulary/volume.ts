import * as efs from 'aws-cdk-lib/aws-efs';
import { DiskVolume, EphemeralVolume, SharedVolume, VolumeDraft } from '../model';
import { EbsVolumeOptions } from './disk';
import { handleOf } from './handle-of';
import { compact } from '../private/compact';

/**
 * Options of a file system that all copies of a workload share.
 */
export interface EfsVolumeOptions {
  /**
   * An existing file system. Network access to it and the permissions are arranged for you.
   * @default - a file system is made: encrypted, with mount targets in the workload's subnets, and backed up in production
   */
  readonly fileSystem?: efs.IFileSystem;

  /**
   * An existing access point of that file system. Directory, owner and permissions are then the access point's own.
   * @default - an access point is made from the options below
   */
  readonly accessPoint?: efs.IAccessPoint;

  /**
   * The directory of the file system that appears as the volume: an absolute path of at most four levels and 100
   * characters. It is made when it does not exist.
   * @default - a slash and the name of the volume
   */
  readonly directory?: string;

  /**
   * Numeric user id that owns the directory, and as which every access is made, whoever the program runs as.
   * @default 1000
   */
  readonly uid?: number;

  /**
   * Numeric group id, likewise.
   * @default 1000
   */
  readonly gid?: number;

  /**
   * Mode of the directory when it is made, in three or four octal digits.
   * @default '0750'
   */
  readonly permissions?: string;
}

/**
 * Storage that the containers of a workload mount. It is declared in `volumes` and mounted with `mounts`.
 */
export class Volume {
  /**
   * Empty storage that lives and dies with one copy of the workload; its containers can share it.
   *
   * The space is part of the workload's `ephemeralStorage`.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
   */
  public static ephemeral(): Volume {
    return new Volume({ kind: 'ephemeral' });
  }

  /**
   * An Amazon EFS file system that all copies share and that outlives them.
   *
   * Traffic to it is encrypted, and only this workload's role may mount it through its access point.
   * Windows workloads are refused.
   *
   * @param options an existing file system, the directory in it, and who owns that
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html
   */
  public static efs(options: EfsVolumeOptions = {}): Volume {
    const { fileSystem, accessPoint, ...directory } = options;
    return new Volume({
      kind: 'shared',
      ...directory,
      fileSystem: fileSystem && handleOf(fileSystem),
      accessPoint: accessPoint && handleOf(accessPoint),
    });
  }

  /**
   * An Amazon EBS disk of each copy's own: new when the copy starts, and deleted with it. More space or speed than a copy
   * has of its own, for caches, scratch files and rebuilt indexes; what has to be kept belongs somewhere else.
   *
   * Always encrypted. On ECS a task can have one disk. Containers may write to it whoever they run as; on ECS that is so for
   * the user that the workload names, not for one that only the image does. Windows workloads are refused, and on EKS
   * workloads on Fargate.
   *
   * @param options size, type, encryption and content of the disk
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html
   */
  public static ebs(options: EbsVolumeOptions): Volume {
    const { size, type, encryptionKey, snapshotId, format } = options;
    return new Volume({
      kind: 'disk',
      ...compact({ ...type?._toSpec(), sizeGiB: size?.toGibibytes(), encryptionKey: encryptionKey && handleOf(encryptionKey), snapshotId, format }),
    });
  }

  private constructor(
    private readonly draft: Omit<EphemeralVolume, 'name'> | (Partial<SharedVolume> & Pick<SharedVolume, 'kind'>) | (Partial<DiskVolume> & Pick<DiskVolume, 'kind'>),
  ) {}

  /** @internal */
  public _toDraft(name: string): VolumeDraft {
    return compact({ ...this.draft, name }) as VolumeDraft;
  }
}
