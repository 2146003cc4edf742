/**
 * What everything that is put into a network needs to know about it, however the VPC came about.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IConstruct } from 'constructs';

/**
 * A VPC and the parts of it that workloads and load balancers use.
 *
 * Selections are made once and hold their subnets, so that they can be passed to any construct of the CDK as they are.
 */
export interface INetwork extends IConstruct {
  /**
   * The VPC.
   */
  readonly vpc: ec2.IVpc;

  /**
   * Where internet-facing load balancers go: one subnet per zone. Undefined if the VPC has no public subnets.
   */
  readonly publicSubnets?: ec2.SubnetSelection;

  /**
   * Where internal load balancers go: one subnet per zone of those that workloads use.
   */
  readonly internalSubnets: ec2.SubnetSelection;

  /**
   * Where workloads run.
   */
  readonly workloadSubnets: ec2.SubnetSelection;

  /**
   * Where data stores go that need no way out. Undefined if the VPC has no such subnets.
   */
  readonly isolatedSubnets?: ec2.SubnetSelection;

  /**
   * Whether workloads run in public subnets and therefore need a public address to reach anything outside of the VPC.
   */
  readonly workloadsArePublic: boolean;

  /**
   * Whether workloads have a route to the internet, as far as can be known before deployment.
   */
  readonly reachesInternet: boolean;

  /**
   * Whether the subnets have IPv6 addresses too. Public load balancers are then reached over both.
   */
  readonly ipv6: boolean;
}
