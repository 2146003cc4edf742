import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct } from 'constructs';
import type { CapacityPools } from './capacity';
import { StartOrder } from './start-order';
import { IngressBase } from '../ingress';
import { INetwork } from '../network';
import { DashboardSection } from '../platform';
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
  readonly encryptionKey?: kms.IKey;
  readonly alarmTopic?: sns.ITopic;
  readonly _startOrder: StartOrder;
  /** What the tasks run on, made when it is first named. */
  readonly _pools: CapacityPools;
  /** Who offers which name in the namespace. */
  readonly _names: Map<string, IConstruct>;
  /** Shows something of a workload on the dashboard of its stack. */
  _observe(what: Construct, section: DashboardSection): void;
}
