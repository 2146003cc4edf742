import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Capacity } from './capacity';

/**
 * What only ECS understands about the tasks of a workload, whatever keeps them running.
 */
export interface EcsTaskOptions {
  /**
   * Subnets the tasks run in, and the mount targets of file systems that are made for them.
   * @default - the network's subnets for workloads
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * Give each task a public address. Needed in public subnets, where there is no other way out.
   * @default false
   */
  readonly assignPublicIp?: boolean;

  /**
   * Further security groups of the tasks, besides the workload's own.
   * @default - none
   */
  readonly securityGroups?: ec2.ISecurityGroup[];
}

/**
 * What only ECS understands. On another platform these options are refused.
 */
export interface EcsWorkloadOptions extends EcsTaskOptions {
  /**
   * What the tasks run on, and in which proportion.
   * @default - the platform's `capacity`
   */
  readonly capacity?: Capacity[];

  /**
   * Replace tasks so that all zones carry the same number. Needs a rollout with a `maxHealthyPercent` above 100.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
   * @default - true where the rollout leaves room for it
   */
  readonly availabilityZoneRebalancing?: boolean;
}
