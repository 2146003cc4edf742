import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IDependable } from 'constructs';
import { INetwork, Network } from '../../network';

/**
 * What instances need to reach AWS from their subnets, as far as it is made here.
 *
 * An instance whose way out has been deleted cannot say goodbye: it stays registered, ECS waits for it, and the stack is stuck in its
 * deletion. Nothing of it is referred to by whatever starts instances, so CloudFormation would take all away at the same time.
 */
export function waysOut(network: INetwork, subnets: readonly ec2.ISubnet[]): IDependable[] {
  // A NAT gateway waits for the route of its own subnet, but not for the route table to be that of the subnet.
  const tables = [...subnets, ...network.vpc.publicSubnets].flatMap(({ node }) => node.tryFindChild('RouteTableAssociation') ?? []);
  const endpoints = network instanceof Network ? network.interfaceEndpoints : [];
  return [...new Set([...subnets.map(({ internetConnectivityEstablished }) => internetConnectivityEstablished), ...tables, ...endpoints])];
}
