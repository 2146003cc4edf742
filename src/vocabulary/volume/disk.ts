import * as kms from 'aws-cdk-lib/aws-kms';
import { Size } from 'aws-cdk-lib/core';
import { DiskVolume } from '../../model';

/**
 * How a disk is formatted.
 */
export enum DiskFormat {
  /** What a snapshot from long ago may have. */
  EXT3 = 'ext3',

  /** What most tools expect to find. */
  EXT4 = 'ext4',

  /** For large files that are written in parallel. */
  XFS = 'xfs',

  /** For Windows, and for nothing else. */
  NTFS = 'ntfs',
}

/**
 * Options of a disk for general purposes.
 */
export interface Gp3DiskOptions {
  /**
   * Reads and writes in a second: from 3000 to 80,000, and at most 500 for each GiB.
   * @default 3000
   */
  readonly iops?: number;

  /**
   * Throughput in a second: from 125 to 2000 MiB, and at most a quarter of a MiB for each of the IOPS.
   * @default Size.mebibytes(125)
   */
  readonly throughput?: Size;
}

/**
 * Options of a disk with a promised speed.
 */
export interface Io2DiskOptions {
  /** Reads and writes in a second: from 100 to 256,000, and at most 1000 for each GiB. Throughput follows from them. */
  readonly iops: number;
}

/**
 * What a disk is made of.
 *
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html
 */
export class DiskType {
  /**
   * For nearly everything. From 1 to 65,536 GiB.
   *
   * @param options speed
   */
  public static gp3(options: Gp3DiskOptions = {}): DiskType {
    return new DiskType({ type: 'gp3', iops: options.iops, throughputMiB: options.throughput?.toMebibytes() });
  }

  /**
   * For databases and whatever else waits for single reads and writes. From 4 to 65,536 GiB.
   *
   * @param options speed
   */
  public static io2(options: Io2DiskOptions): DiskType {
    return new DiskType({ type: 'io2', iops: options.iops });
  }

  private constructor(private readonly spec: Pick<DiskVolume, 'type' | 'iops' | 'throughputMiB'>) {}

  /** @internal */
  public _toSpec(): Pick<DiskVolume, 'type' | 'iops' | 'throughputMiB'> {
    return this.spec;
  }
}

/**
 * Options of a disk that belongs to one copy of a workload.
 */
export interface EbsVolumeOptions {
  /**
   * Space on the disk, in whole GiB.
   * @default - that of the snapshot; refused without one
   */
  readonly size?: Size;

  /**
   * What the disk is made of, and how fast it is.
   * @default DiskType.gp3()
   */
  readonly type?: DiskType;

  /**
   * The key that encrypts the disk. There are no disks without encryption.
   * @default - the key of the platform; without one, the key that AWS manages for disks in the account
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Id of a snapshot whose content is on the disk when a copy starts. On EKS it is refused.
   * @default - the disk is empty
   */
  readonly snapshotId?: string;

  /**
   * How much of the snapshot is fetched in a second until all of it is on the disk: from 100 to 300 MiB. It is paid for by
   * the size of the snapshot, for each copy that starts.
   * @default - a block is fetched when it is first read, which makes the first reads slow
   * @see https://docs.aws.amazon.com/ebs/latest/userguide/initalize-volume.html
   */
  readonly initializationRate?: Size;

  /**
   * How the disk is formatted. That of a snapshot cannot be changed.
   * @default - `DiskFormat.EXT4`; on Windows `DiskFormat.NTFS`
   */
  readonly format?: DiskFormat;
}
