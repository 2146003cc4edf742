import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Size } from 'aws-cdk-lib/core';

/**
 * Options of files that are in memory only.
 */
export interface TmpfsVolumeOptions {
  /**
   * The most that fits in, in whole MiB. It is part of the workload's memory: a container that fills it has that much less,
   * and is killed above its limit.
   */
  readonly size: Size;

  /**
   * Further options of mount(8), besides `noexec`, `nosuid` and `nodev`, which hold unless their opposites are listed. On
   * EKS they are refused.
   * @default - none
   */
  readonly mountOptions?: ecs.TmpfsMountOption[];
}
