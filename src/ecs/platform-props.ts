import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ContainerPlatformProps } from '../platform';
import { Capacity } from '../vocabulary';

/**
 * A platform on Amazon ECS.
 */
export interface EcsPlatformProps extends ContainerPlatformProps {
  /**
   * What tasks run on, and in which proportion: one launch type, since ECS spreads no service over several. A workload may choose
   * otherwise; what it names is made on the platform, as is what `addCapacity()` is told.
   *
   * An empty list leaves the choice to the launch type FARGATE, for an existing cluster without capacity providers.
   * @default - `[Capacity.fargate()]`
   */
  readonly capacity?: Capacity[];

  /**
   * An existing cluster. It keeps its own settings: the options below, which concern the cluster, are then refused.
   * @default - a cluster is made
   */
  readonly cluster?: ecs.ICluster;

  /**
   * Container Insights of the cluster.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html
   * @default - enhanced in production, disabled in development
   */
  readonly containerInsights?: ecs.ContainerInsights;

  /**
   * Name of the Service Connect namespace, in which workloads find each other by name. It must be unique within account
   * and region.
   * @default - the name of the stack and the path of the platform in it, which no other stack of the account can have
   */
  readonly namespaceName?: string;

  /**
   * What the names of workloads end in that are found through DNS, in a private zone that is made for the first of them. The network may
   * have no other zone of that name.
   * @default - the same words as in `namespaceName`, with `.internal` at the end
   */
  readonly privateDnsNamespaceName?: string;

  /**
   * The id or ARN of a service network of VPC Lattice for workloads with `Discovery.lattice()`. A VPC is associated with one service
   * network, so platforms in one VPC are told the same; those of one app then share the association as well.
   * @default - a service network is made for the first workload that asks; a second platform in the VPC is refused one of its own
   */
  readonly serviceNetworkIdentifier?: string;

  /**
   * Keep a log of what people type in shell sessions and of what comes back, encrypted with the platform's key if there
   * is one.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
   * @default - true in profiles with customer managed keys, such as production; otherwise false
   */
  readonly execAudit?: boolean;

  /**
   * Keep what happens to tasks where it can be searched: which stopped and why, which services are in trouble, which deployments
   * failed. The last two are told to `alarmTopic`, if there is one, as are tasks of services that ended though nobody had asked for it;
   * its policy and key have to let EventBridge publish.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_cwe_events.html
   * @default - true in profiles with `taskEvents`, such as production; false in others and for existing clusters
   */
  readonly taskEvents?: boolean;
}
