/** A directory of the machine that a copy happens to run on. */
export interface HostVolume {
  readonly kind: 'hostPath';
  readonly name: string;
  readonly hostPath: string;
}

/** What a storage driver on the machine makes. */
export interface DriverVolume {
  readonly kind: 'driver';
  readonly name: string;
  readonly driver: string;
  readonly driverOptions: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** Gone with the copy, or kept on the machine for the next one. */
  readonly scope: 'task' | 'shared';
  /** Whether one that is kept is made if it is not there yet. */
  readonly autoprovision: boolean;
}
