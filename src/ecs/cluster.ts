/** The cluster that a platform makes for itself, and which options are only for such a one. */
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as servicediscovery from 'aws-cdk-lib/aws-servicediscovery';
import { CapacityPools, defaultOfCluster, renderCapacity } from './capacity';
import { ExecAudit } from './exec-audit';
import { namespaceNameOf } from './namespace-names';
import { EcsPlatformProps } from './platform-props';
import { Finding, finding } from '../findings';
import { ContainerPlatform } from '../platform';
import { acknowledge } from '../private/acknowledge';
import { Capacity } from '../vocabulary';

/** What all clusters have that we make: they cost nothing until something runs on them. */
export const SERVERLESS = [Capacity.fargate(), Capacity.fargateSpot()];

/** What a cluster is made of. */
export interface ClusterParts {
  readonly namespaceName?: string;
  readonly containerInsights: ecs.ContainerInsights;
  readonly audit?: ExecAudit;
  /** What tasks run on when their workload does not say. */
  readonly capacity: Capacity[];
  readonly pools: CapacityPools;
}

export function makeCluster(platform: ContainerPlatform, { namespaceName, containerInsights, audit, capacity, pools }: ClusterParts): ecs.Cluster {
  const cluster = new ecs.Cluster(platform, 'Cluster', {
    vpc: platform.network.vpc,
    containerInsightsV2: containerInsights,
    executeCommandConfiguration: audit?.configuration,
    defaultCloudMapNamespace: {
      name: namespaceName ?? namespaceNameOf(platform),
      type: servicediscovery.NamespaceType.HTTP,
      useForServiceConnect: true,
    },
  });
  if (containerInsights === ecs.ContainerInsights.DISABLED) {
    acknowledge(cluster, 'AwsSolutions-ECS4', `Container Insights cost money for each metric; the profile '${platform.profile.profileName}' does without them.`);
  }
  // Said on the cluster itself and not with the association that the CDK would add: a service made before that one
  // exists is refused, and a cluster deleted after it is still in use.
  const cfnCluster = cluster.node.defaultChild as ecs.CfnCluster;
  cfnCluster.capacityProviders = ['FARGATE', 'FARGATE_SPOT'];
  cfnCluster.defaultCapacityProviderStrategy = renderCapacity(defaultOfCluster(capacity), pool => pools.ofPool(pool).providerName!);
  return cluster;
}

/** Options that would change a cluster that is not ours to change. */
export function checkClusterOptions({ cluster, ...props }: EcsPlatformProps): Finding[] {
  const options = (['containerInsights', 'namespaceName', 'execAudit'] as const).filter(option => props[option] !== undefined);
  return cluster ? options.map(option => finding('OptionOfGivenCluster', option, { option })) : [];
}
