import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Tags, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { PlatformWorkloadDefaults } from './defaults';
import { Dashboards, DashboardSection } from './observability';
import { checkImageRegistry } from './parts/image-caches';
import { checkImages, needsOf } from './reach';
import type { Workload } from './workload';
import type { WorkloadPlacement } from './workload-placement';
import { Finding, finding, refuse } from '../findings';
import { Domain, Ingress, IngressBase, NetworkIngress, NetworkIngressBase, Waf } from '../ingress';
import { WorkloadSpec } from '../model';
import { Egress, INetwork, letLogsUse, makeKey, Need, Network, reach } from '../network';
import { ImageRegistryBase } from '../registry';
import { PlatformProfile } from '../vocabulary';

/**
 * What every platform has.
 */
export interface ContainerPlatformProps {
  /**
   * The set of defaults everything on the platform starts from.
   * @default PlatformProfile.PRODUCTION
   */
  readonly profile?: PlatformProfile;

  /**
   * The network. Give this or `vpc`, not both.
   * @default - a network is made, or `vpc` is used
   */
  readonly network?: INetwork;

  /**
   * An existing VPC, as a shorter way to say `network: Network.fromVpc(...)`.
   * @default - a network is made
   */
  readonly vpc?: ec2.IVpc;

  /**
   * How workloads reach the internet, when the platform makes the network. Refused with a network or VPC that exists.
   * @default - a NAT gateway in each zone in production, one in all in development
   */
  readonly egress?: Egress;

  /**
   * How public and internal load balancers prove who they are: a hosted zone, certificates, or, with a reason, not at all.
   * @default - none; a workload that is exposed needs one
   */
  readonly domain?: Domain;

  /**
   * Further domains of the public load balancer.
   * @default - none
   */
  readonly additionalDomains?: Domain[];

  /**
   * The same for internal load balancers only, for example a private hosted zone.
   * @default - as `domain`
   */
  readonly internalDomain?: Domain;

  /**
   * Web application firewall in front of the public load balancer, when the platform makes that.
   * @default - none; a web ACL is charged for
   */
  readonly waf?: Waf;

  /**
   * The load balancer for public exposures.
   * @default - made when the first workload is exposed to the public
   */
  readonly publicIngress?: IngressBase;

  /**
   * The load balancer for internal exposures.
   * @default - made when the first workload is exposed internally
   */
  readonly internalIngress?: IngressBase;

  /**
   * The Network Load Balancer for public listeners.
   * @default - made when the first service has a public listener
   */
  readonly publicNetworkIngress?: NetworkIngressBase;

  /**
   * The Network Load Balancer for internal listeners.
   * @default - made when the first service has an internal listener
   */
  readonly internalNetworkIngress?: NetworkIngressBase;

  /**
   * The key that encrypts logs, shell sessions and file systems. The policy of a key made in this app is extended so that
   * CloudWatch Logs may use it; on an imported key, do that yourself.
   * @default - a key is made in production; keys that AWS owns are used in development
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Where the workloads' alarms are sent. An encrypted topic has to let CloudWatch use its key.
   * @default - nowhere; alarms still roll deployments back
   */
  readonly alarmTopic?: sns.ITopic;

  /**
   * The account's registry, whose caches images of other registries are pulled by way of: those of `Image.fromRegistry()`, and those
   * that the library adds itself. Refused in another account or region than the platform's, and without a cache.
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
   * @default - images are pulled from where they come from
   */
  readonly imageRegistry?: ImageRegistryBase;

  /**
   * Show the platform and its workloads on a dashboard in CloudWatch, and those of each other stack on one there.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
   * @default - as the profile says: yes in production, no in development
   */
  readonly dashboard?: boolean;

  /**
   * Save the questions that are asked most about the logs of each workload, for CloudWatch Logs Insights.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_Insights-Saving-Queries.html
   * @default - as the profile says: yes in production, no in development
   */
  readonly savedQueries?: boolean;

  /**
   * Defaults for all workloads of the platform.
   * @default - the library's
   */
  readonly workloadDefaults?: PlatformWorkloadDefaults;

  /**
   * Tags of everything the platform makes, and of its workloads.
   * @default - none
   */
  readonly tags?: { [name: string]: string };
}

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
  private ingresses: { public?: IngressBase; internal?: IngressBase };
  private readonly networkIngresses: { public?: NetworkIngressBase; internal?: NetworkIngressBase };

  constructor(scope: Construct, id: string, props: ContainerPlatformProps = {}) {
    super(scope, id);
    this.props = props;
    this.profile = props.profile ?? PlatformProfile.PRODUCTION;
    this._defaults = props.workloadDefaults ?? {};
    this._savesQueries = props.savedQueries ?? this.profile.savedQueries;
    this.ingresses = { public: props.publicIngress, internal: props.internalIngress };
    this.networkIngresses = { public: props.publicNetworkIngress, internal: props.internalNetworkIngress };
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
    return this.ingresses.public ??= this.makeIngress('PublicIngress', true);
  }

  /** The load balancer for internal exposures. It is made the first time it is asked for; throws if there is no domain. */
  public get internalIngress(): IngressBase {
    return this.ingresses.internal ??= this.makeIngress('InternalIngress', false);
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
    return this.networkIngresses.public ??= this.makeNetworkIngress('PublicNetworkIngress', true);
  }

  /** The Network Load Balancer for internal listeners. It is made the first time it is asked for. */
  public get internalNetworkIngress(): NetworkIngressBase {
    return this.networkIngresses.internal ??= this.makeNetworkIngress('InternalNetworkIngress', false);
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
      ...audiences.every(audience => this.canServe(audience)) ? [] : [finding('DomainMissing', 'platform.domain', { platform: this.node.path })],
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
    const zone = this.canServe(audience) ? (audience === 'public' ? this.publicIngress : this.internalIngress)._zoneName : undefined;
    if (zone === undefined || Token.isUnresolved(zone)) {
      return undefined;
    }
    const sharesZone = audience === 'internal' && this.props.internalDomain === undefined && this.props.internalIngress === undefined;
    return `${workloadName}${sharesZone ? '-internal' : ''}.${zone}`;
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
    const zone = (audience === 'public' ? this.publicNetworkIngress : this.internalNetworkIngress)._zoneName;
    if (zone === undefined || Token.isUnresolved(zone)) {
      return undefined;
    }
    const sharesZone = audience === 'internal' && this.props.internalDomain === undefined && this.props.internalNetworkIngress === undefined;
    return `${workloadName}${sharesZone ? '-internal' : ''}.${zone}`;
  }

  /** @internal */
  public _tag(construct: Construct): void {
    for (const [name, value] of Object.entries(this.props.tags ?? {})) {
      Tags.of(construct).add(name, value);
    }
  }

  private canServe(audience: 'public' | 'internal'): boolean {
    return this.ingresses[audience] !== undefined || this.domainOf(audience) !== undefined;
  }

  private domainOf(audience: 'public' | 'internal'): Domain | undefined {
    const { domain, internalDomain } = this.props;
    return audience === 'public' ? domain : internalDomain ?? domain?._withoutHostNames();
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

  /** It never owns the host names that the domain itself speaks of: those lead to the public Application Load Balancer. */
  private makeNetworkIngress(id: string, internetFacing: boolean): NetworkIngress {
    const domains = internetFacing ? this.props.additionalDomains?.map(domain => domain._withoutHostNames()) : undefined;
    return new NetworkIngress(this, id, {
      vpc: this.network.vpc,
      subnets: internetFacing ? this.network.publicSubnets : this.network.internalSubnets,
      internetFacing,
      profile: this.profile,
      domain: this.domainOf(internetFacing ? 'public' : 'internal')?._withoutHostNames(),
      additionalDomains: domains,
    });
  }

  private makeIngress(id: string, internetFacing: boolean): Ingress {
    const { waf } = this.props;
    const domain = this.domainOf(internetFacing ? 'public' : 'internal');
    if (!domain) {
      refuse(this, [finding('DomainMissing', 'domain', { platform: this.node.path })]);
    }
    return new Ingress(this, id, {
      vpc: this.network.vpc,
      subnets: internetFacing ? this.network.publicSubnets : this.network.internalSubnets,
      internetFacing,
      profile: this.profile,
      domain: domain!,
      additionalDomains: internetFacing ? this.props.additionalDomains : undefined,
      dualStack: internetFacing && this.network.ipv6,
      waf: internetFacing ? waf : undefined,
    });
  }
}
