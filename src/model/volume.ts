import { Handle } from './handle';

/** Storage that containers of a workload mount. */
export type VolumeSpec = EphemeralVolume | SharedVolume | DiskVolume;

/** Lives and dies with one copy of the workload; its containers share it. */
export interface EphemeralVolume {
  readonly kind: 'ephemeral';
  readonly name: string;
}

/** A network file system that all copies share and that outlives them. */
export interface SharedVolume {
  readonly kind: 'shared';
  readonly name: string;
  /** An existing file system; one is made when there is none. */
  readonly fileSystem?: Handle;
  /** An existing access point of that file system. */
  readonly accessPoint?: Handle;
  /** The directory that appears as the root of the volume. */
  readonly directory: string;
  /** Owner of that directory and identity of every access. */
  readonly uid: number;
  readonly gid: number;
  /** Mode of the directory when it is made, in octal digits. */
  readonly permissions: string;
}

/** A disk of each copy's own: new with the copy, faster and larger than what the copy gets for free, and gone with it. */
export interface DiskVolume {
  readonly kind: 'disk';
  readonly name: string;
  readonly type: 'gp3' | 'io2';
  /** Undefined means the size of the snapshot. */
  readonly sizeGiB?: number;
  /** Reads and writes in a second; undefined means what the type has for free. */
  readonly iops?: number;
  /** In a second, likewise. */
  readonly throughputMiB?: number;
  /** The key of the platform encrypts when there is none. */
  readonly encryptionKey?: Handle;
  /** What is on the disk at the start. */
  readonly snapshotId?: string;
  readonly format: 'ext4' | 'xfs';
}

export type VolumeDraft =
  | EphemeralVolume
  | (Pick<SharedVolume, 'kind' | 'name'> & Partial<SharedVolume>)
  | (Pick<DiskVolume, 'kind' | 'name'> & Partial<DiskVolume>);
