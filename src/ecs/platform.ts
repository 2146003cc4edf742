import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as servicediscovery from 'aws-cdk-lib/aws-servicediscovery';
import * as vpclattice from 'aws-cdk-lib/aws-vpclattice';
import { Names, Stack, Token } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { EcsAccess } from './access';
import {
  CapacityPools, checkCapacity, checkPool, defaultOfCluster, Ec2Capacity, ExternalCapacity, ManagedInstancesCapacity, nameOf, renderCapacity,
} from './capacity';
import { EcsManagedDaemon } from './daemon';
import { checkPrivateNamespace, PlatformDiscovery } from './discovery';
import { sessionNeeds } from './exec';
import { ExecAudit } from './exec-audit';
import { EcsJob } from './job';
import { LaunchType, launchTypeOf } from './launch-type';
import { checkTaskLimits, EcsTaskEvents, QuotaWatch, warnOfSpot } from './operations';
import { ecsOptions } from './options';
import { ecsFindings } from './rules';
import { clusterSection } from './section';
import { checkService } from './service-rules';
import { StartOrder } from './start-order';
import { EcsWorkload } from './workload';
import { Finding, finding, refuse } from '../findings';
import { isJob, isPerInstance, WorkloadSpec } from '../model';
import { Need } from '../network';
import { ContainerPlatform, ContainerPlatformProps, missingSources, Workload, WorkloadPlacement } from '../platform';
import { acknowledge } from '../private/acknowledge';
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

/**
 * A place for containers on Amazon ECS: a network, a cluster with Fargate and Fargate Spot, load balancers as they are
 * needed, names by which workloads find each other, and an audit log of shell sessions.
 *
 * @example
 * declare const zone: route53.IHostedZone;
 *
 * const platform = new EcsPlatform(this, 'Platform', { domain: Domain.hostedZone(zone) });
 */
export class EcsPlatform extends ContainerPlatform {
  /**
   * A platform on an existing cluster, in the cluster's VPC. The cluster needs the capacity providers of `capacity`.
   *
   * @param scope parent of the platform
   * @param id id of the platform
   * @param existing the cluster; imported ones need their VPC, and a namespace if workloads are to find each other
   * @param props everything else
   */
  public static fromCluster(scope: Construct, id: string, existing: ecs.ICluster, props: EcsPlatformProps = {}): EcsPlatform {
    return new EcsPlatform(scope, id, { ...props, cluster: existing });
  }

  /** The cluster. */
  public readonly cluster: ecs.ICluster;

  /** What tasks run on when their workload does not say. */
  public readonly capacity: Capacity[];

  /** The audit log of shell sessions. Undefined without audit and for existing clusters. */
  public readonly execLogGroup?: logs.LogGroup;

  /** What happened to tasks. Undefined where it is not kept. */
  public readonly taskEvents?: EcsTaskEvents;

  /** What people and pipelines may do. */
  public readonly access: EcsAccess;

  /** @internal */
  public readonly _pools: CapacityPools = new CapacityPools(this);

  /**
   * Whether Container Insights counts the tasks. Of clusters that exist nobody knows.
   *
   * @internal
   */
  public readonly _countsTasks: boolean;

  /** @internal */
  public readonly _startOrder: StartOrder;

  /** @internal */
  public readonly _discovery: PlatformDiscovery;

  /**
   * Who offers which name in the namespace.
   *
   * @internal
   */
  public readonly _names = new Map<string, IConstruct>();

  private readonly quotas = new QuotaWatch(this);

  constructor(scope: Construct, id: string, props: EcsPlatformProps = {}) {
    super(scope, id, { ...props, vpc: props.vpc ?? (props.network ? undefined : props.cluster?.vpc) });
    this.capacity = props.capacity ?? [Capacity.fargate()];
    refuse(this, [
      ...checkCapacity(this.capacity, 'capacity'), ...checkClusterOptions(props),
      ...checkPrivateNamespace(props.privateDnsNamespaceName, 'privateDnsNamespaceName'),
    ]);
    this._discovery = new PlatformDiscovery(this, props.privateDnsNamespaceName ?? privateNamespaceOf(this), props.serviceNetworkIdentifier);
    const audit = !props.cluster && (props.execAudit ?? this.profile.customerManagedKeys)
      ? new ExecAudit(this, this.profile, this.encryptionKey) : undefined;
    this.execLogGroup = audit?.logGroup;
    const insights = props.containerInsights ?? (this.profile.containerInsights ? ecs.ContainerInsights.ENHANCED : ecs.ContainerInsights.DISABLED);
    this._countsTasks = !props.cluster && insights !== ecs.ContainerInsights.DISABLED;
    this.cluster = props.cluster ?? this.makeCluster(props, insights, audit);
    this._startOrder = new StartOrder([this, this.cluster, this.network.vpc]);
    this.taskEvents = props.taskEvents ?? (this.profile.taskEvents && !props.cluster) ? EcsTaskEvents._make(this, 'TaskEvents', this) : undefined;
    this._observe(this, clusterSection(this.cluster, this.node.id));
    this.access = EcsAccess._on(this, 'Access', this);
    this.capacity.forEach(choice => this.addCapacity(choice));
  }

  /** The namespace in which workloads find each other. An existing cluster may have none. */
  public get namespace(): servicediscovery.INamespace | undefined {
    return this.cluster.defaultCloudMapNamespace;
  }

  /** The private zone in which workloads are found through DNS. Undefined until one has `Discovery.cloudMap()`. */
  public get privateDnsNamespace(): servicediscovery.PrivateDnsNamespace | undefined {
    return this._discovery.madePrivateDns;
  }

  /** The service network in which workloads are found through VPC Lattice. Undefined until one has `Discovery.lattice()`. */
  public get serviceNetwork(): vpclattice.CfnServiceNetwork | undefined {
    return this._discovery.madeServiceNetwork;
  }

  /**
   * Makes capacity before a workload names it, or keeps it when none does any more. Saying it twice changes nothing.
   *
   * @param choice the same value as in the `ecs.capacity` of workloads
   */
  public addCapacity(choice: Capacity): void {
    refuse(this, checkPool(choice._toSpec().pool, 'choice'));
    this._pools.of(choice);
    this.quotas.countCapacity([choice._toSpec().pool]);
  }

  /**
   * The constructs behind EC2 instances of yours; they are made if nothing has named them before. Throws for another kind of
   * capacity.
   *
   * @param choice a value of `Capacity.ec2()`
   */
  public ec2Capacity(choice: Capacity): Ec2Capacity {
    this.addCapacity(choice);
    const made = this._pools.of(choice).ec2;
    refuse(this, made ? [] : [finding('CapacityOfOtherKind', 'choice', { asked: 'EC2 instances', given: nameOf(choice._toSpec().pool) })]);
    return made!;
  }

  /**
   * The constructs behind Managed Instances; they are made if nothing has named them before. Throws for another kind of
   * capacity.
   *
   * @param choice a value of `Capacity.managedInstances()`
   */
  public managedInstancesCapacity(choice: Capacity): ManagedInstancesCapacity {
    this.addCapacity(choice);
    const made = this._pools.of(choice).managedInstances;
    refuse(this, made ? [] : [finding('CapacityOfOtherKind', 'choice', { asked: 'Managed Instances', given: nameOf(choice._toSpec().pool) })]);
    return made!;
  }

  /**
   * What machines outside of AWS need here; it is made if nothing has named it before. Throws for another kind of capacity.
   *
   * @param choice a value of `Capacity.external()`
   */
  public externalCapacity(choice: Capacity): ExternalCapacity {
    this.addCapacity(choice);
    const made = this._pools.of(choice).external;
    refuse(this, made ? [] : [finding('CapacityOfOtherKind', 'choice', { asked: 'external capacity', given: nameOf(choice._toSpec().pool) })]);
    return made!;
  }

  /** @internal */
  public _place(workload: Workload, spec: WorkloadSpec): WorkloadPlacement {
    const capacity = ecsOptions(spec).capacity ?? this.capacity;
    const launchType = launchTypeOf(capacity);
    const placement = this.render(workload, spec, launchType);
    this._tag(workload);
    const pools = capacity.map(choice => choice._toSpec().pool);
    warnOfSpot(workload, spec, pools);
    this.quotas.count({
      construct: workload,
      spec,
      pools,
      loadBalancers: placement instanceof EcsWorkload ? placement.routes.map(({ loadBalancer }) => loadBalancer) : [],
    });
    if (placement instanceof EcsWorkload || placement instanceof EcsJob) {
      this.access._placed(placement);
    }
    return placement;
  }

  /** @internal */
  public override _check(spec: WorkloadSpec): Finding[] {
    return [
      ...super._check(spec),
      ...ecsFindings(spec, { launchType: launchTypeOf(ecsOptions(spec).capacity ?? this.capacity), countsTasks: this._countsTasks }),
      ...checkService(spec, this),
      ...checkTaskLimits(spec),
      ...missingSources(spec),
      ...(spec.platformOptions.eks ? [finding('OptionsOfOtherPlatform', 'eks', { given: 'eks', platform: 'ECS' })] : []),
    ];
  }

  /** @internal */
  public override _isInNetwork(spec: WorkloadSpec): boolean {
    return launchTypeOf(ecsOptions(spec).capacity ?? this.capacity) !== 'external';
  }

  /** @internal */
  public override _needsOf(spec: WorkloadSpec): Need[] {
    return [...super._needsOf(spec), ...spec.exec ? sessionNeeds(this.cluster) : []];
  }

  private render(workload: Workload, spec: WorkloadSpec, launchType: LaunchType): WorkloadPlacement {
    if (isJob(spec)) {
      return EcsJob._render(workload, this, spec);
    }
    return isPerInstance(spec) && launchType === 'managedInstances'
      ? EcsManagedDaemon._render(workload, this, spec) : EcsWorkload._render(workload, this, spec);
  }

  private makeCluster(props: EcsPlatformProps, containerInsights: ecs.ContainerInsights, audit: ExecAudit | undefined): ecs.Cluster {
    const cluster = new ecs.Cluster(this, 'Cluster', {
      vpc: this.network.vpc,
      containerInsightsV2: containerInsights,
      executeCommandConfiguration: audit?.configuration,
      defaultCloudMapNamespace: {
        name: props.namespaceName ?? namespaceNameOf(this),
        type: servicediscovery.NamespaceType.HTTP,
        useForServiceConnect: true,
      },
    });
    if (containerInsights === ecs.ContainerInsights.DISABLED) {
      acknowledge(cluster, 'AwsSolutions-ECS4', `Container Insights cost money for each metric; the profile '${this.profile.profileName}' does without them.`);
    }
    // Said on the cluster itself and not with the association that the CDK would add: a service made before that one
    // exists is refused, and a cluster deleted after it is still in use.
    const cfnCluster = cluster.node.defaultChild as ecs.CfnCluster;
    cfnCluster.capacityProviders = ['FARGATE', 'FARGATE_SPOT'];
    this.quotas.countCapacity([Capacity.fargate(), Capacity.fargateSpot()].map(choice => choice._toSpec().pool));
    cfnCluster.defaultCapacityProviderStrategy = renderCapacity(defaultOfCluster(this.capacity), pool => this._pools.ofPool(pool).providerName!);
    return cluster;
  }
}

/** Options that would change a cluster that is not ours to change. */
function checkClusterOptions({ cluster, ...props }: EcsPlatformProps): Finding[] {
  const options = (['containerInsights', 'namespaceName', 'execAudit'] as const).filter(option => props[option] !== undefined);
  return cluster ? options.map(option => finding('OptionOfGivenCluster', option, { option })) : [];
}

function namespaceNameOf(platform: EcsPlatform): string {
  const stack = Stack.of(platform);
  const inStack = platform.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
  return [stack.stackName, ...inStack].join('-').replace(/[^A-Za-z0-9-]+/g, '-');
}

/** Names of stacks that only CloudFormation knows cannot be part of a zone's. */
function privateNamespaceOf(platform: EcsPlatform): string {
  const name = Token.isUnresolved(Stack.of(platform).stackName) ? Names.uniqueResourceName(platform, { separator: '-' }) : namespaceNameOf(platform);
  return `${name.toLowerCase().slice(0, 63).replace(/^-+|-+$/g, '')}.internal`;
}
