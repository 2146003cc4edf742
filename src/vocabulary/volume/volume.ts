import { EbsVolumeOptions } from './disk';
import { DockerVolumeOptions } from './docker-options';
import { EfsVolumeOptions } from './efs-options';
import { FsxWindowsVolumeOptions } from './fsx-windows-options';
import { S3FilesVolumeOptions } from './s3-files-options';
import { TmpfsVolumeOptions } from './tmpfs-options';
import { VolumeDraft } from '../../model';
import { compact } from '../../private/compact';
import { handleOf } from '../handle-of';

/** A volume that nobody has named yet. */
type Nameless<T> = T extends { readonly name: string } ? Omit<T, 'name'> : never;

/**
 * Storage that the containers of a workload mount. It is declared in `volumes` and mounted with `mounts`.
 *
 * Which kinds there are depends on what the workload runs on; the others are refused.
 */
export class Volume {
  /**
   * Empty storage that lives and dies with one copy of the workload; its containers can share it.
   *
   * The space is part of the workload's `ephemeralStorage`, or of the disk of the machine that the copy runs on.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
   */
  public static ephemeral(): Volume {
    return new Volume({ kind: 'ephemeral' });
  }

  /**
   * Empty storage in memory: fast, never on a disk, and gone with the copy. For secrets that a program has to find in
   * files, and for scratch files of programs that wait for them.
   *
   * On ECS it belongs to one container; on EKS containers can share it. Windows workloads are refused.
   *
   * @param options how much memory it may take
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tmpfs.html
   */
  public static tmpfs(options: TmpfsVolumeOptions): Volume {
    return new Volume({ kind: 'memory', sizeMiB: options.size.toMebibytes(), mountOptions: options.mountOptions && [...options.mountOptions] });
  }

  /**
   * A directory of the machine that a copy happens to run on, for what watches or serves the machine itself. Whoever may
   * write there may change the machine; mount it to be read only where that is enough.
   *
   * Refused on Fargate, which shows nobody its machines, and on EKS.
   *
   * @param path absolute path on the machine; Docker makes it where it is missing
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
   */
  public static hostPath(path: string): Volume {
    return new Volume({ kind: 'hostPath', hostPath: path });
  }

  /**
   * A volume that Docker makes on the machine that a copy runs on, with a driver of your choice.
   *
   * For EC2 instances and external machines; refused elsewhere.
   *
   * @param options driver, and how long the volume lives
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/docker-volumes.html
   */
  public static docker(options: DockerVolumeOptions = {}): Volume {
    return new Volume({ kind: 'driver', ...options });
  }

  /**
   * An Amazon EFS file system that all copies share and that outlives them.
   *
   * Traffic to it is encrypted, and only this workload's role may mount it through its access point.
   * Windows workloads and external machines are refused.
   *
   * @param options an existing file system, the directory in it, and who owns that
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html
   */
  public static efs(options: EfsVolumeOptions = {}): Volume {
    const { fileSystem, accessPoint, ...directory } = options;
    return new Volume({ kind: 'shared', ...directory, fileSystem: fileSystem && handleOf(fileSystem), accessPoint: accessPoint && handleOf(accessPoint) });
  }

  /**
   * The objects of an S3 bucket as files (Amazon S3 Files): what is written there becomes an object, and what becomes an
   * object appears there. All copies share it, and it outlives them.
   *
   * Traffic to it is encrypted, and only this workload's role may mount it through its access point; on EKS the driver's. For
   * Linux, on ECS on Fargate and Managed Instances, on EKS on nodes; refused elsewhere.
   *
   * @param options the bucket, the directory, and who owns that
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/s3files-volumes.html
   */
  public static s3Files(options: S3FilesVolumeOptions): Volume {
    const { bucket, securityGroup, ...others } = options;
    return new Volume({ kind: 'bucket', ...others, bucket: handleOf(bucket), securityGroup: securityGroup && handleOf(securityGroup) });
  }

  /**
   * A share of an existing file system of Amazon FSx for Windows File Server. All copies share it, and it outlives them.
   *
   * For Windows on EC2 instances that have joined the same Active Directory domain; refused elsewhere.
   *
   * @param options the file system, the share, and a user of the domain
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/wfsx-volumes.html
   */
  public static fsxWindows(options: FsxWindowsVolumeOptions): Volume {
    const { credentials, securityGroup, ...others } = options;
    return new Volume({ kind: 'windowsShare', ...others, credentials: credentials._toSpec(), securityGroup: securityGroup && handleOf(securityGroup) });
  }

  /**
   * An Amazon EBS disk of each copy's own: new when the copy starts, and deleted with it. More space or speed than a copy
   * has of its own, for caches, scratch files and rebuilt indexes; what has to be kept belongs somewhere else.
   *
   * Always encrypted. On ECS a task can have one disk. Containers may write to it whoever they run as; on ECS that is so for
   * the user that the workload names, not for one that only the image does. Windows has disks on EC2 instances of ECS alone;
   * external machines and workloads on Fargate of EKS are refused.
   *
   * @param options size, type, encryption and content of the disk
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ebs-volumes.html
   */
  public static ebs(options: EbsVolumeOptions): Volume {
    const { size, type, encryptionKey, snapshotId, initializationRate, format } = options;
    return new Volume({
      kind: 'disk',
      ...type?._toSpec(),
      sizeGiB: size?.toGibibytes(),
      encryptionKey: encryptionKey && handleOf(encryptionKey),
      snapshotId,
      initializationMiB: initializationRate?.toMebibytes(),
      format,
    });
  }

  private constructor(private readonly draft: Nameless<VolumeDraft>) {}

  /** @internal */
  public _toDraft(name: string): VolumeDraft {
    return compact({ ...this.draft, name }) as VolumeDraft;
  }
}
