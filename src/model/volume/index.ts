/** Storage that containers of a workload mount, by how long it lives: as long as a copy, a machine, or longer than all of them. */
import { DiskVolume, EphemeralVolume, MemoryVolume } from './of-a-copy';
import { DriverVolume, HostVolume } from './of-a-machine';
import { BucketVolume, SharedVolume, WindowsShareVolume } from './of-all-copies';

export * from './of-a-copy';
export * from './of-a-machine';
export * from './of-all-copies';

export type VolumeSpec =
  | EphemeralVolume | MemoryVolume | DiskVolume
  | HostVolume | DriverVolume
  | SharedVolume | BucketVolume | WindowsShareVolume;

/** Everything but what has a default. */
type Draft<V extends VolumeSpec, Given extends keyof V> = Pick<V, Given> & Partial<V>;

export type VolumeDraft =
  | EphemeralVolume
  | Draft<MemoryVolume, 'kind' | 'name' | 'sizeMiB'>
  | Draft<DiskVolume, 'kind' | 'name'>
  | HostVolume
  | Draft<DriverVolume, 'kind' | 'name'>
  | Draft<SharedVolume, 'kind' | 'name'>
  | Draft<BucketVolume, 'kind' | 'name' | 'bucket'>
  | Draft<WindowsShareVolume, 'kind' | 'name' | 'fileSystemId' | 'credentials' | 'domain'>;
