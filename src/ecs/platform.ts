import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as servicediscovery from 'aws-cdk-lib/aws-servicediscovery';
import * as vpclattice from 'aws-cdk-lib/aws-vpclattice';
import { Construct, IConstruct } from 'constructs';
import { EcsAccess } from './access';
import {
  CapacityPools, checkCapacity, checkPool, Ec2Capacity, ExternalCapacity, ManagedInstancesCapacity, nameOf,
} from './capacity';
import { checkClusterOptions, makeCluster, SERVERLESS } from './cluster';
import { EcsManagedDaemon } from './daemon';
import { checkPrivateNamespace, PlatformDiscovery } from './discovery';
import { sessionNeeds } from './exec';
import { ExecAudit } from './exec-audit';
import { EcsJob } from './job';
import { LaunchType, launchTypeOf } from './launch-type';
import { privateNamespaceOf } from './namespace-names';
import { checkTaskLimits, EcsTaskEvents, QuotaWatch, warnOfSpot } from './operations';
import { ecsOptions } from './options';
import { EcsPlatformProps } from './platform-props';
import { ecsFindings } from './rules';
import { checkService } from './rules/service';
import { clusterSection } from './section';
import { StartOrder } from './start-order';
import { EcsWorkload } from './workload';
import { Finding, finding, refuse } from '../findings';
import { isJob, isPerInstance, WorkloadSpec } from '../model';
import { Need } from '../network';
import { ContainerPlatform, missingSources, Workload, WorkloadPlacement } from '../platform';
import { Capacity } from '../vocabulary';

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
    this.cluster = props.cluster ?? this.makeCluster(insights, audit, props.namespaceName);
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

  /** The service network in which workloads are found through VPC Lattice. Undefined until one has `Discovery.lattice()`, and if one was given. */
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

  private makeCluster(containerInsights: ecs.ContainerInsights, audit?: ExecAudit, namespaceName?: string): ecs.Cluster {
    this.quotas.countCapacity(SERVERLESS.map(choice => choice._toSpec().pool));
    return makeCluster(this, { namespaceName, containerInsights, audit, capacity: this.capacity, pools: this._pools });
  }
}
