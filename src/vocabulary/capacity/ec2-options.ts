import { CapacityShare } from './share';

/**
 * Options of EC2 instances of yours, in an Auto Scaling group of their own.
 */
export interface Ec2CapacityOptions extends CapacityShare {
  /** Name of this capacity within the platform: lower-case letters, digits and hyphens. */
  readonly name: string;
}
