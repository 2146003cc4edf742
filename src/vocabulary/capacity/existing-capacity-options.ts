import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CapacityShare } from './share';

/**
 * Options of a capacity provider that exists already.
 */
export interface ExistingCapacityOptions extends CapacityShare {
  /**
   * The security group of its machines. Tasks in the network modes `bridge` and `host` are reached through it.
   * @default - none, which is enough for tasks that have network interfaces of their own
   */
  readonly securityGroup?: ec2.ISecurityGroup;
}
