import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IDependable } from 'constructs';
import type { Ec2Capacity } from './ec2/ec2-capacity';
import type { ExternalCapacity } from './external/capacity';
import type { ManagedInstancesCapacity } from './managed-instances/capacity';

/** What a platform has made for one kind of capacity, as far as services need to know it. */
export interface CapacityPool {
  /** Name of the capacity provider. External machines have none. */
  readonly providerName?: string;
  /** What a service has to wait for, so that it may use the capacity, and be gone before the capacity goes. */
  readonly ready: readonly IDependable[];
  /** The machines' own security group, through which tasks in the network modes bridge and host are reached. */
  readonly hostSecurityGroup?: ec2.ISecurityGroup;
  /** The constructs, where they are EC2 instances of one's own. */
  readonly ec2?: Ec2Capacity;
  /** The constructs, where ECS looks after the instances. */
  readonly managedInstances?: ManagedInstancesCapacity;
  /** The constructs, where the machines are outside of AWS. */
  readonly external?: ExternalCapacity;
}

/** Fargate is there for everyone. */
export const FARGATE_POOLS: Record<'fargate' | 'fargateSpot', CapacityPool> = {
  fargate: { providerName: 'FARGATE', ready: [] },
  fargateSpot: { providerName: 'FARGATE_SPOT', ready: [] },
};
