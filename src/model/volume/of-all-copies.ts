import { Handle } from '../handle';
import { SecretSpec } from '../secret';

/** The root of a volume in a file system that knows users, groups and modes. */
export interface PosixDirectory {
  /** The directory that appears as the root of the volume. */
  readonly directory: string;
  /** Owner of that directory and identity of every access. */
  readonly uid: number;
  readonly gid: number;
  /** Mode of the directory when it is made, in octal digits. */
  readonly permissions: string;
}

/** A network file system that all copies share and that outlives them. */
export interface SharedVolume extends PosixDirectory {
  readonly kind: 'shared';
  readonly name: string;
  /** An existing file system; one is made when there is none. */
  readonly fileSystem?: Handle;
  /** An existing access point of that file system. */
  readonly accessPoint?: Handle;
}

/** The objects of a bucket, as files. */
export interface BucketVolume extends PosixDirectory {
  readonly kind: 'bucket';
  readonly name: string;
  readonly bucket: Handle;
  /** What the keys of the objects begin with; undefined means all of the bucket. */
  readonly prefix?: string;
  /** An existing file system of that bucket; one is made when there is none. */
  readonly fileSystemArn?: string;
  /** An existing access point of that file system. */
  readonly accessPointArn?: string;
  /** The way into an existing file system. */
  readonly securityGroup?: Handle;
}

/** A share of a Windows file server. */
export interface WindowsShareVolume {
  readonly kind: 'windowsShare';
  readonly name: string;
  readonly fileSystemId: string;
  /** The share, and perhaps a directory in it. */
  readonly directory: string;
  /** Name and password of a user of the domain. */
  readonly credentials: SecretSpec;
  readonly domain: string;
  /** The way into the file system. */
  readonly securityGroup?: Handle;
}
