import { Handle } from '../handle';

/** Lives and dies with one copy of the workload; its containers share it. */
export interface EphemeralVolume {
  readonly kind: 'ephemeral';
  readonly name: string;
}

/** Files that are nowhere but in the memory of a copy. What is in them counts as memory of the container that writes it. */
export interface MemoryVolume {
  readonly kind: 'memory';
  readonly name: string;
  /** The most that fits in. */
  readonly sizeMiB: number;
  /** In the words of mount(8). */
  readonly mountOptions: readonly string[];
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
  /** How much of the snapshot is fetched in a second before anybody asks for it; undefined means when somebody does. */
  readonly initializationMiB?: number;
  readonly format: 'ext3' | 'ext4' | 'xfs' | 'ntfs';
}
