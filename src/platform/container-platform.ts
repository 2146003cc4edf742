import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ContainerPlatformProps } from './container-platform-props';
import { PlatformWorkloadDefaults } from './defaults';
import { PlatformIngresses } from './ingresses';
import { Dashboards, DashboardSection } from './observability';
import { checkImageRegistry } from './parts/image-caches';
import { checkImages, needsOf } from './reach';
import type { Workload } from './workload';
import type { WorkloadPlacement } from './workload-placement';
import { Finding, finding, refuse } from '../findings';
import { IngressBase, NetworkIngressBase } from '../ingress';
import { WorkloadSpec } from '../model';
import { INetwork, letLogsUse, makeKey, Need, Network, reach } from '../network';
import { ImageRegistryBase } from '../registry';
import { PlatformProfile } from '../vocabulary';

/**
 * A place that workloads run on: a network, ways in, and something that starts containers. Each platform has a class of its
 * own, such as `EcsPlatform`; take this one where any of them will do.
 */
export abstract class ContainerPlatform extends Construct {
  /** The set of defaults everything on the platform starts from. */
  public readonly profile: PlatformProfile;

  /** The network the platform is in. */
  public readonly network: INetwork;

  /** The key that encrypts logs, shell sessions and file systems, if it is one of yours. */
  public readonly encryptionKey?: kms.IKey;

  /** Where the workloads' alarms are sent. */
  public readonly alarmTopic?: sns.ITopic;

  /** The account's registry, whose caches images of other registries are pulled by way of. Undefined if they come from there. */
  public readonly imageRegistry?: ImageRegistryBase;

  /** @internal */
  public readonly _defaults: PlatformWorkloadDefaults;

  /** @internal */
  public readonly _savesQueries: boolean;

  private readonly props: ContainerPlatformProps;
  private readonly shown?: Dashboards;
  private readonly ingresses: PlatformIngresses;

  constructor(scope: Construct, id: string, props: ContainerPlatformProps = {}) {
    super(scope, id);
    this.props = props;
    this.profile = props.profile ?? PlatformProfile.PRODUCTION;
    this._defaults = props.workloadDefaults ?? {};
    this._savesQueries = props.savedQueries ?? this.profile.savedQueries;
    this.ingresses = new PlatformIngresses(this, props);
    this.alarmTopic = props.alarmTopic;
    this.imageRegistry = props.imageRegistry;
    this.encryptionKey = props.encryptionKey ?? this.makeEncryptionKey();
    refuse(this, [
      ...((props.network ?? props.vpc) && props.egress ? [finding('EgressOfGivenNetwork', 'egress', {})] : []),
      ...(props.network && props.vpc ? [finding('NetworkAndVpc', 'vpc', {})] : []),
      ...checkImageRegistry(this, props.imageRegistry),
    ]);
    this.network = props.network ?? this.makeNetwork();
    this.shown = props.dashboard ?? this.profile.dashboard ? new Dashboards(this) : undefined;
    this._tag(this);
  }

  /** The load balancer for public exposures. It is made the first time it is asked for; throws if there is no `domain`. */
  public get publicIngress(): IngressBase {
    return this.ingresses.of('public');
  }

  /** The load balancer for internal exposures. It is made the first time it is asked for; throws if there is no domain. */
  public get internalIngress(): IngressBase {
    return this.ingresses.of('internal');
  }

  /** The dashboard of the platform, and of the workloads in its stack. Undefined without dashboards. */
  public get dashboard(): cloudwatch.Dashboard | undefined {
    return this.dashboards[0];
  }

  /** All dashboards of the platform: its own, and one in each other stack that has workloads. Empty without dashboards. */
  public get dashboards(): cloudwatch.Dashboard[] {
    return this.shown?.all ?? [];
  }

  /** The Network Load Balancer for public listeners. It is made the first time it is asked for. */
  public get publicNetworkIngress(): NetworkIngressBase {
    return this.ingresses.networkOf('public');
  }

  /** The Network Load Balancer for internal listeners. It is made the first time it is asked for. */
  public get internalNetworkIngress(): NetworkIngressBase {
    return this.ingresses.networkOf('internal');
  }

  /**
   * Renders a checked workload. When it returns, everything the workload needs exists.
   *
   * @internal
   */
  public abstract _place(workload: Workload, spec: WorkloadSpec): WorkloadPlacement;

  /**
   * Everything about a workload that this platform would refuse. Kinds of platforms add what they know.
   *
   * @internal
   */
  public _check(spec: WorkloadSpec): Finding[] {
    const audiences = [...new Set(spec.exposures.map(({ audience }) => audience))];
    return [
      ...audiences.every(audience => this.ingresses.canServe(audience)) ? [] : [finding('DomainMissing', 'platform.domain', { platform: this.node.path })],
      ...this._isInNetwork(spec) ? checkImages(this.network, spec) : [],
    ];
  }

  /**
   * Whether the copies of a workload run in the network of the platform.
   *
   * @internal
   */
  public _isInNetwork(_spec: WorkloadSpec): boolean {
    return true;
  }

  /**
   * What a workload has to reach of AWS. Kinds of platforms add what they do themselves.
   *
   * @internal
   */
  public _needsOf(spec: WorkloadSpec): Need[] {
    return needsOf(spec);
  }

  /**
   * Sees to it that a workload reaches what it needs, before it starts.
   *
   * @internal
   */
  public _letReach(placement: WorkloadPlacement, spec: WorkloadSpec): void {
    if (this._isInNetwork(spec)) {
      const doors = reach(this.network, this._needsOf(spec));
      placement._starts().forEach(starts => (starts.node.defaultChild ?? starts).node.addDependency(...doors));
    }
  }

  /**
   * The host name of a workload that does not say its own: its name in the hosted zone of the load balancer. Where the
   * internal load balancer shares the zone of the public one, its names say so, because a zone has each name once.
   *
   * @internal
   */
  public _hostNameOf(workloadName: string, audience: 'public' | 'internal'): string | undefined {
    return this.ingresses.hostNameOf(workloadName, audience);
  }

  /**
   * Shows something of a workload on the dashboard of its stack, under what is there already. Without dashboards nothing happens.
   *
   * @param what whose section it is: the workload, or the platform
   * @internal
   */
  public _observe(what: Construct, section: DashboardSection): void {
    this.shown?.show(what, section);
  }

  /**
   * The same for a workload behind a Network Load Balancer, which needs no domain.
   *
   * @internal
   */
  public _networkHostNameOf(workloadName: string, audience: 'public' | 'internal'): string | undefined {
    return this.ingresses.networkHostNameOf(workloadName, audience);
  }

  /** @internal */
  public _tag(construct: Construct): void {
    for (const [name, value] of Object.entries(this.props.tags ?? {})) {
      Tags.of(construct).add(name, value);
    }
  }

  private makeNetwork(): INetwork {
    const { vpc, egress } = this.props;
    return vpc
      ? Network.fromVpc(this, 'Network', vpc)
      : new Network(this, 'Network', { profile: this.profile, egress, encryptionKey: this.encryptionKey });
  }

  private makeEncryptionKey(): kms.IKey | undefined {
    if (!this.profile.customerManagedKeys) {
      return undefined;
    }
    const key = makeKey(this, 'Key', `Logs, shell sessions and file systems of ${this.node.path}`, this.profile);
    letLogsUse(key, this);
    return key;
  }
}
