import { Handle } from './handle';

/** Storage that containers of a workload mount. */
export type VolumeSpec = EphemeralVolume | SharedVolume;

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

export type VolumeDraft =
  | EphemeralVolume
  | (Pick<SharedVolume, 'kind' | 'name'> & Partial<SharedVolume>);
