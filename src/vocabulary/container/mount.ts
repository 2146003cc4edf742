/**
 * Where a container sees a volume of its workload.
 */
export interface Mount {
  /** Name of the volume, a key of the workload's `volumes`. */
  readonly volume: string;

  /** Absolute path of a directory in the container, other than the root. */
  readonly path: string;

  /**
   * The container may only read.
   * @default false
   */
  readonly readOnly?: boolean;
}
