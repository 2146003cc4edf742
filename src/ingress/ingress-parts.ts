import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Domain } from './domain';

/** What routes need to know of the load balancer they are put on, made here or not. */
export interface IngressParts {
  readonly vpc: ec2.IVpc;
  readonly listener: elbv2.IApplicationListener;
  readonly loadBalancer: elbv2.IApplicationLoadBalancer;
  readonly securityGroup: ec2.ISecurityGroup;
  readonly domains: readonly Domain[];
  readonly https: boolean;
  readonly internetFacing?: boolean;
  readonly dualStack: boolean;
  readonly maxRoutes: number;
  readonly takenPriorities: readonly number[];
}
