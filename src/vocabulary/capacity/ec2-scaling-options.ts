import { Duration } from 'aws-cdk-lib/core';

/**
 * How the number of instances follows what the tasks need.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html
 */
export interface Ec2ScalingOptions {
  /**
   * Let ECS choose the number of instances. Otherwise that is yours to do, and protection from termination goes with it.
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Percentage of the instances that should be in use, from 1 to 100. Less than 100 keeps spare ones.
   * @default 100
   */
  readonly targetCapacityPercent?: number;

  /**
   * Fewest instances that are started at a time, from 1 to 10,000.
   * @default 1
   */
  readonly minStep?: number;

  /**
   * Most instances that are started at a time, from 1 to 10,000, and at least `minStep`.
   * @default 10000
   */
  readonly maxStep?: number;

  /**
   * Time until a new instance is counted, up to 10,000 seconds, in whole seconds.
   * @default Duration.seconds(300)
   */
  readonly instanceWarmup?: Duration;

  /**
   * Keep instances that run tasks from being taken away when there are fewer of them.
   * @default true
   */
  readonly terminationProtection?: boolean;

  /**
   * Let tasks end, and start elsewhere, before an instance goes.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instance-draining.html
   * @default true
   */
  readonly draining?: boolean;
}
