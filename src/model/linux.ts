/** What only the Linux kernel gives to a container. */
export interface LinuxSpec {
  /** Size of `/dev/shm`; undefined means what the platform gives, 64 MiB. */
  readonly sharedMemoryMiB?: number;
  /** Swap space on top of the memory; undefined means what the machine allows. */
  readonly maxSwapMiB?: number;
  /** How eagerly memory goes to swap space, 0 to 100. */
  readonly swappiness?: number;
  readonly devices: readonly DeviceSpec[];
  /** Kernel parameters of the container's own namespaces, by name. */
  readonly systemControls: Readonly<Record<string, string>>;
}

/** A device of the machine. */
export interface DeviceSpec {
  readonly hostPath: string;
  readonly containerPath: string;
  readonly permissions: readonly DevicePermissionName[];
}

export type DevicePermissionName = 'read' | 'write' | 'mknod';

export type LinuxDraft = Partial<Omit<LinuxSpec, 'devices'>> & { readonly devices?: readonly DeviceDraft[] };

export type DeviceDraft = Pick<DeviceSpec, 'hostPath'> & Partial<DeviceSpec>;
