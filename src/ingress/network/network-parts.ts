import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Domain } from '../domain';

/** What listeners need to know of the load balancer they are put on, made here or not. */
export interface NetworkParts {
  readonly vpc: ec2.IVpc;
  readonly loadBalancer: elbv2.INetworkLoadBalancer;
  readonly securityGroup: ec2.ISecurityGroup;
  readonly domains: readonly Domain[];
  /** The certificates of the domains, the default one first. They are made when they are asked for. */
  readonly certificates: () => readonly acm.ICertificate[];
  readonly tlsPolicy: elbv2.SslPolicy;
  readonly internetFacing?: boolean;
  readonly dualStack: boolean;
  readonly maxListeners: number;
  readonly takenPorts: readonly number[];
}
