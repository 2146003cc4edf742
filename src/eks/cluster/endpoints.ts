import { INetwork, missingServices, Need } from '../../network';

/**
 * What nodes, pods and the function that speaks to the cluster call. In a network without a way to the internet each needs an
 * endpoint; without it nodes never join, or objects are never applied, after a quarter of an hour of waiting.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
export function clusterNeeds(applies: boolean): Need[] {
  return ['nodes', ...applies ? ['kubectl' as const] : []];
}

/** The services that a network of ours cannot reach. Of networks that were made elsewhere nobody knows. */
export function unreachableServices(network: INetwork, applies: boolean): string[] {
  return missingServices(network, clusterNeeds(applies)).sort();
}
