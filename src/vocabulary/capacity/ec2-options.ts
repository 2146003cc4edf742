import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CapacityShare } from './share';

/**
 * Options of EC2 instances of yours, in an Auto Scaling group of their own.
 */
export interface Ec2CapacityOptions extends CapacityShare {
  /** Name of this capacity within the platform: lower-case letters, digits and hyphens. */
  readonly name: string;

  /**
   * Types of instances, all of one processor architecture. Several make it likelier that there are some to be had.
   * @default - `[m7g.large, m6g.large]`
   */
  readonly instanceTypes?: ec2.InstanceType[];

  /**
   * Fewest instances, from 0.
   * @default 0
   */
  readonly minInstances?: number;

  /**
   * Most instances, at least 1 and `minInstances`.
   * @default - twice `minInstances`, at least 10
   */
  readonly maxInstances?: number;
}
