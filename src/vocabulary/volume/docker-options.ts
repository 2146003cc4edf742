import * as ecs from 'aws-cdk-lib/aws-ecs';

/**
 * Options of a volume that Docker makes on the machine.
 */
export interface DockerVolumeOptions {
  /**
   * Name of the driver, as `docker plugin ls` shows it. Other drivers than `local` have to be on the machines already, and
   * Windows has no others.
   * @default 'local'
   */
  readonly driver?: string;

  /**
   * What the driver is told about the volume.
   * @default - nothing
   */
  readonly driverOptions?: { [name: string]: string };

  /**
   * What people are told about the volume.
   * @default - nothing
   */
  readonly labels?: { [name: string]: string };

  /**
   * How long the volume lives: as long as the task, or longer, so that later tasks on the same machine find it. A shared
   * one is called after the volume, whichever workload it belongs to.
   * @default ecs.Scope.TASK
   */
  readonly scope?: ecs.Scope;

  /**
   * Whether a shared volume is made on machines that do not have it. Where it is not, tasks that want it do not start.
   * @default true
   */
  readonly autoprovision?: boolean;
}
