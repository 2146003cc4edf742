import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { INetwork, Network } from '../../network';

/**
 * What nodes, pods and the function that speaks to the cluster call. In a network without a way to the internet each needs an
 * endpoint; without it nodes never join, or objects are never applied, after a quarter of an hour of waiting.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
const NODES = ['ec2', 'ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'logs', 'sts'];
const KUBECTL = ['lambda'];

/** The services that a network of ours cannot reach. Of networks that were made elsewhere nobody knows. */
export function unreachableServices(network: INetwork, applies: boolean): string[] {
  if (network.reachesInternet || !(network instanceof Network)) {
    return [];
  }
  const names = network.node.findAll()
    .filter(construct => construct instanceof ec2.CfnVPCEndpoint)
    .map(endpoint => JSON.stringify(Stack.of(endpoint).resolve(endpoint.serviceName)));
  return [...NODES, ...(applies ? KUBECTL : [])].filter(service => !names.some(name => name.includes(`.${service}"`))).sort();
}
