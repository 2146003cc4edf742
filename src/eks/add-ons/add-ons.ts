import { CfnAddon, CfnCapability } from 'aws-cdk-lib/aws-eks';
import { HelmChart } from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, DependencyGroup, IDependable } from 'constructs';
import { agents } from './agents';
import { diskDriver } from './disks';
import { routeFargateLogs } from './fargate-logs';
import { EksAddOnsParts, install, Installation, Installed } from './install';
import { makeController, MadeController } from './load-balancer-controller';
import { LogGroups, makeLogGroups } from './logs';
import { enforceNetworkPolicies, networkPlugin } from './networking';
import { ObservabilityKind } from './observability';
import { renderCapability } from './render-capability';
import { secretsDriver } from './secrets-store';
import { AddOnName, CONTROLLER } from './versions';
import { NodesSpec } from '../../vocabulary';

/**
 * What runs in a cluster besides workloads. Some is there from the start; drivers for file systems, disks and secrets come with
 * the first workload that needs them.
 *
 * Networking is there before nodes, because nodes are not ready without it; everything else comes after them, because it
 * is not ready without nodes.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
 */
export class EksAddOns extends Construct {
  /** @internal */
  public static _on(scope: Construct, id: string, parts: EksAddOnsParts): EksAddOns {
    return new EksAddOns(scope, id, parts);
  }

  /** The output of all containers. Undefined where nothing is observed. */
  public readonly applicationLogGroup?: logs.LogGroup;

  /** The parts that EKS runs outside of the cluster, in the order in which they were asked for. */
  public readonly capabilities: CfnCapability[];

  /**
   * Whether the pods are measured: agents do that, which do not run on Fargate.
   *
   * @internal
   */
  public readonly _metrics: boolean;

  private readonly installed = new Map<AddOnName, Installed>();
  private readonly afterNodes: readonly IDependable[];
  private readonly groups: LogGroups;
  private readonly kinds: ReadonlySet<string>;
  private controller?: MadeController;

  private constructor(scope: Construct, id: string, private readonly parts: EksAddOnsParts) {
    super(scope, id);
    const { ground, props, given } = parts;
    this.kinds = new Set(ground._nodes.map(({ spec }) => spec.kind));
    this.afterNodes = [...ground._nodes.flatMap(({ dependables }) => dependables), ...this.networking()];
    if (!this.only('auto') && this.mayAdd('coredns')) {
      // Everything that comes after it wants to look up names.
      this.afterNodes = [...this.afterNodes, this.install('coredns').addOn];
    }
    if (ground.autoMode && !given && !this.installed.has('vpc-cni')) {
      enforceNetworkPolicies(this, ground);
    }
    const observed = this.observed();
    this.groups = observed === 'none' ? {} : makeLogGroups(this, ground, observed, !this.only('fargate'));
    this.applicationLogGroup = this.groups.application;
    this._metrics = observed === 'enhanced' && !this.only('fargate');
    if (observed !== 'none') {
      this.observe(observed);
    }
    if (!given) {
      this._metricsServer();
    }
    (props.addOns ?? []).forEach(name => this.byName(name as AddOnName));
    this.capabilities = (props.capabilities ?? []).map(capability => capability._toSpec())
      .map(spec => renderCapability(new Construct(this, `Capability-${spec.kind}`), ground, spec));
  }

  /**
   * An add-on of EKS, to change what has no option.
   *
   * @param name as EKS calls it, for example `metrics-server`
   * @returns the resource, or undefined if nobody has asked for it yet
   */
  public addOn(name: string): CfnAddon | undefined {
    return this.installed.get(name as AddOnName)?.addOn;
  }

  /**
   * The role of an add-on's pods, to allow them more.
   *
   * @param name as EKS calls it, for example `aws-ebs-csi-driver`; or `aws-load-balancer-controller`
   * @returns the role, or undefined if there is no such add-on, or if it needs nothing of AWS
   */
  public roleOf(name: string): iam.Role | undefined {
    return name === CONTROLLER ? this.controller?.role : this.installed.get(name as AddOnName)?.role;
  }

  /** The chart of the load balancer controller. Undefined while nobody needs it. */
  public get loadBalancerControllerChart(): HelmChart | undefined {
    return this.controller?.chart;
  }

  /** @internal */
  public _metricsServer(): IDependable {
    return this.onDemand('metrics-server');
  }

  /** @internal */
  public _efs(): IDependable {
    return this.onDemand('aws-efs-csi-driver');
  }

  /** @internal */
  public _ebs(): IDependable {
    return this.onDemand('aws-ebs-csi-driver');
  }

  /** @internal */
  public _secretsStore(): IDependable {
    return this.onDemand('aws-secrets-store-csi-driver-provider');
  }

  /**
   * Auto Mode has it built in.
   *
   * @internal
   */
  public _loadBalancerController(): IDependable | undefined {
    return this.parts.ground.autoMode || !this.mayAdd(CONTROLLER) ? undefined : this.byName(CONTROLLER);
  }

  /** In existing clusters what was not asked for is taken to be there. */
  private onDemand(name: AddOnName): IDependable {
    return this.mayAdd(name) ? this.byName(name) : new DependencyGroup();
  }

  private mayAdd(name: AddOnName): boolean {
    return !this.parts.given || (this.parts.props.addOns ?? []).includes(name);
  }

  private only(kind: NodesSpec['kind']): boolean {
    return [...this.kinds].every(each => each === kind);
  }

  /** What nodes of one's own need to be ready, so they wait for it. */
  private networking(): IDependable[] {
    const own = this.parts.ground._nodes.filter(({ spec }) => spec.kind === 'managed' || spec.kind === 'self-managed');
    if (own.length === 0) {
      return [];
    }
    const before = (['eks-pod-identity-agent', 'vpc-cni', 'kube-proxy'] as const).filter(name => this.mayAdd(name)).map(name => this.install(name, []).addOn);
    own.forEach(nodes => nodes.scope.node.addDependency(...before));
    return before;
  }

  private observed(): ObservabilityKind {
    const { ground: { profile }, props: { observability } } = this.parts;
    if (observability) {
      return observability._kind;
    }
    return !this.mayAdd('amazon-cloudwatch-observability') ? 'none' : profile.containerInsights ? 'enhanced' : 'logs';
  }

  private observe(kind: ObservabilityKind): void {
    if (!this.only('fargate')) {
      this.install('amazon-cloudwatch-observability', this.afterNodes, kind);
    }
    if (this.kinds.has('fargate')) {
      routeFargateLogs(this, this.parts.ground, this.groups);
    }
  }

  private byName(name: AddOnName): IDependable {
    if (name !== CONTROLLER) {
      return this.install(name).addOn;
    }
    this.controller ??= makeController(new Construct(this, name), this.parts, this.only('fargate'), this.afterNodes);
    return this.controller.dependable;
  }

  private install(name: Exclude<AddOnName, typeof CONTROLLER>, after = this.afterNodes, observed: ObservabilityKind = 'enhanced'): Installed {
    const known = this.installed.get(name);
    if (known) {
      return known;
    }
    const scope = new Construct(this, name);
    const installation = this.describe(name, scope, observed);
    const made = install(scope, this.parts, name, { ...installation, after: [...after, ...installation.after ?? []] });
    this.installed.set(name, made);
    return made;
  }

  private describe(name: AddOnName, scope: Construct, observed: ObservabilityKind): Installation {
    const { ground, props } = this.parts;
    switch (name) {
      case 'vpc-cni': return networkPlugin(scope, ground);
      case 'coredns': return this.only('fargate') ? { configuration: { computeType: 'Fargate' } } : {};
      case 'aws-ebs-csi-driver': return diskDriver(scope, ground);
      case 'aws-secrets-store-csi-driver-provider': return secretsDriver(props.secretsRefresh);
      case 'amazon-cloudwatch-observability': return agents(scope, ground, observed, this.groups);
      default: return {};
    }
  }
}
