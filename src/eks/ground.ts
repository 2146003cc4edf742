import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct, IConstruct, IDependable } from 'constructs';
import type { EksAddOns } from './add-ons';
import type { Manifests } from './manifests';
import type { RenderedNodes } from './nodes';
import { IngressBase, IngressRoute, NetworkIngressBase, NetworkRoute } from '../ingress';
import { INetwork } from '../network';
import { DashboardSection } from '../platform';
import { ImageRegistryBase } from '../registry';
import { PlatformProfile } from '../vocabulary';

/**
 * What a workload stands on, as the renderers of its parts see it. `EksPlatform` is the one that there is; naming only
 * what is needed of it lets each part be read, and tested, without the platform.
 */
export interface EksGround extends IConstruct {
  readonly profile: PlatformProfile;
  readonly network: INetwork;
  readonly cluster: eks.ICluster;
  /** Known at synthesis, but for clusters that are imported by a token. */
  readonly clusterName: string;
  readonly _nodes: readonly RenderedNodes[];
  readonly addOns: EksAddOns;
  /** Whether EKS looks after nodes, disks and load balancing itself. */
  readonly autoMode: boolean;
  readonly namespaceName: string;
  readonly publicIngress: IngressBase;
  readonly internalIngress: IngressBase;
  readonly publicNetworkIngress: NetworkIngressBase;
  readonly internalNetworkIngress: NetworkIngressBase;
  readonly encryptionKey?: kms.IKey;
  readonly alarmTopic?: sns.ITopic;
  /** Whose caches images are pulled by way of, if it has any. */
  readonly imageRegistry?: ImageRegistryBase;
  readonly _manifests: Manifests;
  /** Which workload has which name in which namespace. */
  readonly _names: Map<string, IConstruct>;
  /** Whether questions about the logs of workloads are saved. */
  readonly _savesQueries: boolean;
  /** What has to be there before objects of a namespace are. */
  _namespace(name: string): IDependable;
  /** Who vouches for the tokens of service accounts, where there is no Pod Identity. Made when it is asked for. */
  _identityProviderArn(): string;
  /** Lets a load balancer reach a port of the pods. */
  _letIn(route: IngressRoute | NetworkRoute, port: number, protocol: 'tcp' | 'udp'): IDependable;
  /** Shows something of a workload on the dashboard of its stack. */
  _observe(what: Construct, section: DashboardSection): void;
}
