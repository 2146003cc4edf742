import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity } from './capacity';

/**
 * What only ECS understands about the tasks of a workload, whatever keeps them running.
 */
export interface EcsTaskOptions {
  /**
   * Subnets the tasks run in, and the mount targets of file systems that are made for them. Only for tasks with addresses of
   * their own.
   * @default - the network's subnets for workloads
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * Give each task a public address. Needed in public subnets, where there is no other way out. On Fargate only.
   * @default false
   */
  readonly assignPublicIp?: boolean;

  /**
   * Further security groups of the tasks, besides the workload's own. Only for tasks with addresses of their own.
   * @default - none
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * How the tasks are in the network. In every mode but `AWS_VPC` they share address and security groups of their machine, and
   * the load balancer registers machines instead of tasks. A change of it interrupts a service that is live.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html
   * @default - `AWS_VPC`; on external machines, which do not have it, `BRIDGE`, or `NAT` with Windows
   */
  readonly networkMode?: ecs.NetworkMode;

  /**
   * What a machine has to be like for a task to run on it; at most 10. Not on Fargate, where an empty list takes away those that a
   * service had elsewhere.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html
   * @default - none besides operating system, architecture and room
   */
  readonly placementConstraints?: ecs.PlacementConstraint[];

  /**
   * Let the containers of a task see each other's processes, or those of the whole machine. Linux only; on Fargate only `TASK`.
   * @default - each container sees its own
   */
  readonly pidMode?: ecs.PidMode;

  /**
   * Let the containers of a task share memory segments and semaphores, or share them with the whole machine. Linux on EC2
   * instances and external machines only.
   * @default - as Docker on the machine is configured, which is not at all unless somebody changed it
   */
  readonly ipcMode?: ecs.IpcMode;

  /**
   * Take requests for faults from AWS Fault Injection Service: latency, lost packets, blocked ports. Linux in the network modes
   * `AWS_VPC` and `HOST` only.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fault-injection.html
   * @default false
   */
  readonly enableFaultInjection?: boolean;
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
   * Which of the machines that can run a task shall run it, in this order; at most 5. On EC2 instances and external machines. An
   * empty list takes away those that a service had; to leave the option out does not.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
   * @default - ECS's own, which spreads copies over zones
   */
  readonly placementStrategies?: ecs.PlacementStrategy[];

  /**
   * Replace tasks so that all zones carry the same number. Needs a rollout with a `maxHealthyPercent` above 100.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
   * @default - true where the rollout leaves room for it, and placement does not come between
   */
  readonly availabilityZoneRebalancing?: boolean;

  /**
   * Measure CPU and memory every 20 seconds instead of every minute. Scaling on them then follows these, and begins several times
   * sooner. Charged for as two metrics of your own; not on external machines, and not for services that CodeDeploy deploys.
   * Refused for workers that follow their work where Container Insights is off: tasks are then counted by these reports.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/target-tracking-faster-auto-scaling.html
   * @default false
   */
  readonly highResolutionMetrics?: boolean;
}
