import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct } from 'constructs';
import type { CapacityPools } from './capacity';
import type { PlatformDiscovery } from './discovery';
import { StartOrder } from './start-order';
import { IngressBase, NetworkIngressBase } from '../ingress';
import { INetwork } from '../network';
import { DashboardSection } from '../platform';
import { ImageRegistryBase } from '../registry';
import { Capacity, PlatformProfile } from '../vocabulary';

/**
 * What a workload stands on, as the renderers of its parts see it. `EcsPlatform` is the one that there is; naming only
 * what is needed of it lets each part be read, and tested, without the platform.
 */
export interface EcsGround extends Construct {
  readonly profile: PlatformProfile;
  readonly network: INetwork;
  readonly cluster: ecs.ICluster;
  readonly capacity: readonly Capacity[];
  readonly publicIngress: IngressBase;
  readonly internalIngress: IngressBase;
  readonly publicNetworkIngress: NetworkIngressBase;
  readonly internalNetworkIngress: NetworkIngressBase;
  readonly encryptionKey?: kms.IKey;
  readonly alarmTopic?: sns.ITopic;
  /** Whose caches images are pulled by way of, if it has any. */
  readonly imageRegistry?: ImageRegistryBase;
  /** Where what happens to tasks is kept, if it is. */
  readonly taskEvents?: { readonly logGroup: logs.ILogGroup };
  readonly _startOrder: StartOrder;
  /** What the tasks run on, made when it is first named. */
  readonly _pools: CapacityPools;
  /** What workloads share that are found by other means than Service Connect. */
  readonly _discovery: PlatformDiscovery;
  /** Who offers which name in the namespace. */
  readonly _names: Map<string, IConstruct>;
  /** Whether Container Insights counts the tasks. */
  readonly _countsTasks: boolean;
  /** Whether questions about the logs of workloads are saved. */
  readonly _savesQueries: boolean;
  /** Shows something of a workload on the dashboard of its stack. */
  _observe(what: Construct, section: DashboardSection): void;
}
