import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct, IConstruct, IDependable } from 'constructs';
import { EksAccess } from './access';
import { checkAddOns, EksAddOnProps, EksAddOns } from './add-ons';
import { checkCluster, checkGivenCluster, clusterNeeds, DEFAULT_SERVICE_CIDR, DEFAULT_VERSION, EksClusterProps, makeCluster } from './cluster';
import { EksJob } from './job';
import { ManifestDelivery, Manifests } from './manifests';
import { makeNamespace } from './namespaces';
import { checkNodes, EksNodes, letFillCaches, RenderedNodes, renderNodes, runWindows } from './nodes';
import { eksFindings } from './rules';
import { clusterSection } from './section';
import { EksWorkload } from './workload';
import { Finding, finding, refuse } from '../findings';
import { IngressRoute, NetworkRoute } from '../ingress';
import { isJob, WorkloadSpec } from '../model';
import { Need, reach } from '../network';
import { ContainerPlatform, ContainerPlatformProps, missingSources, portOf, ReachedPort, Workload, WorkloadPlacement } from '../platform';
import { Nodes } from '../vocabulary';

/**
 * A platform on Amazon EKS.
 */
export interface EksPlatformProps extends ContainerPlatformProps, EksClusterProps, EksAddOnProps {
  /**
   * What pods run on. The first is for workloads that do not choose.
   * @default - `[Nodes.auto()]`
   */
  readonly nodes?: Nodes[];

  /**
   * Namespaces for workloads. The first is for workloads that do not choose.
   * @default - `['workloads']`
   */
  readonly namespaces?: string[];

  /**
   * How Kubernetes objects reach the cluster.
   * @default ManifestDelivery.APPLY
   */
  readonly manifests?: ManifestDelivery;

  /**
   * An existing cluster. It keeps its own settings: options that concern the cluster are then refused. See `fromCluster`.
   * @default - a cluster is made
   */
  readonly cluster?: eks.ICluster;
}

/**
 * A place for containers on Amazon EKS: a network, a cluster with the nodes that it needs, load balancers as they are
 * needed, add-ons, access for people, and namespaces that keep workloads apart from the rest.
 *
 * It takes exactly the workloads that `EcsPlatform` takes.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/automode.html
 *
 * @example
 * declare const zone: route53.IHostedZone;
 * declare const kubectlLayer: lambda.ILayerVersion;
 *
 * const platform = new EksPlatform(this, 'Platform', { domain: Domain.hostedZone(zone), kubectlLayer });
 */
export class EksPlatform extends ContainerPlatform {
  /**
   * A platform on an existing cluster, in the cluster's VPC. Its nodes are said with `nodes`: `Nodes.auto()` stands for the
   * Auto Mode that the cluster has, the others are added to it.
   *
   * @param scope parent of the platform
   * @param id id of the platform
   * @param existing the cluster; imported ones need their VPC, their security group and a kubectl provider
   * @param props everything else
   */
  public static fromCluster(scope: Construct, id: string, existing: eks.ICluster, props: EksPlatformProps = {}): EksPlatform {
    return new EksPlatform(scope, id, { ...props, cluster: existing });
  }

  /** The cluster. */
  public readonly cluster: eks.ICluster;

  /** The cluster's name, known at synthesis for clusters that are made here. */
  public readonly clusterName: string;

  /** What EKS may do in your account for the cluster. Undefined for existing clusters. */
  public readonly clusterRole?: iam.Role;

  /** The logs of the control plane. Undefined for existing clusters. */
  public readonly controlPlaneLogGroup?: logs.LogGroup;

  /** What runs in the cluster besides workloads. */
  public readonly addOns: EksAddOns;

  /** What people and pipelines may do in the cluster. */
  public readonly access: EksAccess;

  /** Namespace of the workloads that do not choose. */
  public readonly namespaceName: string;

  /** Whether EKS looks after nodes, disks and load balancing itself. */
  public readonly autoMode: boolean;

  /** @internal */
  public readonly _nodes: readonly RenderedNodes[];

  /** @internal */
  public readonly _manifests: Manifests;

  /** @internal */
  public readonly _names = new Map<string, IConstruct>();

  private readonly namespaces: ReadonlyMap<string, IDependable>;
  private identityProviderArn?: string;
  private readonly doors = new Map<string, IDependable>();

  constructor(scope: Construct, id: string, props: EksPlatformProps = {}) {
    super(scope, id, { ...props, vpc: props.vpc ?? (props.network ? undefined : props.cluster?.vpc) });
    const nodes = props.nodes ?? [Nodes.auto()];
    const namespaces = props.namespaces ?? ['workloads'];
    this._manifests = new Manifests(this, props.manifests ?? ManifestDelivery.APPLY);
    const applies = this._manifests.applied;
    const doors = reach(this.network, props.cluster ? [] : clusterNeeds(applies));
    refuse(this, [
      ...(props.cluster ? checkGivenCluster(props.cluster, props, applies) : checkCluster(props, this.network, applies)),
      ...checkAddOns(props, props.cluster ? undefined : props.kubernetesVersion?.version ?? DEFAULT_VERSION),
      ...checkNodes(nodes),
      ...checkNamespaces(namespaces),
    ]);
    this.autoMode = nodes.some(choice => choice._toSpec().kind === 'auto');
    [this.namespaceName] = namespaces;

    const { network, profile, encryptionKey, autoMode } = this;
    const made = props.cluster ? undefined : makeCluster(this, {
      props, profile, network, encryptionKey, autoMode, windows: nodes.some(choice => runWindows(choice._toSpec())),
    });
    this.cluster = props.cluster ?? made!.cluster;
    // Nodes join, and objects come and go, as long as there is a way to AWS.
    made?.cluster.node.defaultChild!.node.addDependency(...doors);
    this.clusterName = made?.clusterName ?? this.cluster.clusterName;
    this.clusterRole = made?.role;
    this.controlPlaneLogGroup = made?.logGroup;
    this._nodes = renderNodes(this, {
      cluster: this.cluster,
      clusterName: this.clusterName,
      version: made?.version ?? DEFAULT_VERSION,
      serviceCidr: made?.serviceCidr ?? DEFAULT_SERVICE_CIDR,
      autoNodeRole: made?.nodeRole,
      network,
      namespaces,
      nodes,
    });
    letFillCaches(this, this.imageRegistry, this._nodes);
    this.addOns = EksAddOns._on(this, 'AddOns', { ground: this, version: made?.version ?? DEFAULT_VERSION, props, given: made === undefined });
    reach(network, this.addOns._metrics ? ['podMetrics'] : []);
    this.namespaces = new Map(namespaces.map(name => [name, makeNamespace(this, this, name)]));
    this._observe(this, clusterSection(this, this.node.id));
    this.access = EksAccess._on(this, 'Access', this);
  }

  /**
   * What was made for one of the platform's kinds of nodes. Throws if it is not one of them.
   *
   * @param nodes one of the values in `nodes`
   */
  public nodesOf(nodes: Nodes): EksNodes {
    const rendered = this._nodes.find(each => each.nodes === nodes);
    if (!rendered) {
      refuse(this, [finding('NodesOfOtherPlatform', 'nodes', { known: this._nodes.map(({ spec }) => spec.name) })]);
    }
    return rendered!.made;
  }

  /** @internal */
  public _place(workload: Workload, spec: WorkloadSpec): WorkloadPlacement {
    const placement = isJob(spec) ? EksJob._render(workload, this, spec) : EksWorkload._render(workload, this, spec);
    this._tag(workload);
    return placement;
  }

  /** @internal */
  public override _check(spec: WorkloadSpec): Finding[] {
    return [
      ...super._check(spec),
      ...eksFindings(spec, {
        nodes: this._nodes,
        namespaces: [...this.namespaces.keys()],
        logRetentionDays: this.profile.logRetention,
        writesOnly: !this._manifests.applied,
      }),
      ...missingSources(spec),
      ...(spec.platformOptions.ecs ? [finding('OptionsOfOtherPlatform', 'ecs', { given: 'ecs', platform: 'EKS' })] : []),
    ];
  }

  /** @internal */
  public override _needsOf(spec: WorkloadSpec): Need[] {
    return [...super._needsOf(spec), ...spec.volumes.some(({ kind }) => kind === 'shared' || kind === 'bucket') ? ['fileSystemDriver' as const] : []];
  }

  /** @internal */
  public _namespace(name: string): IDependable {
    return this.namespaces.get(name)!;
  }

  /** @internal */
  public _identityProviderArn(): string {
    // What the CDK would make is, without a feature flag, a function that may do a lot.
    return this.identityProviderArn ??= this.cluster instanceof eks.Cluster
      ? new iam.CfnOIDCProvider(this, 'IdentityProvider', { url: this.cluster.clusterOpenIdConnectIssuerUrl, clientIdList: ['sts.amazonaws.com'] }).attrArn
      : this.cluster.openIdConnectProvider.openIdConnectProviderArn;
  }

  /**
   * The rule belongs to the platform and not to a workload: pods share one security group, and EC2 refuses a second rule
   * that says the same.
   *
   * @internal
   */
  public _letIn({ securityGroup }: IngressRoute | NetworkRoute, port: number, protocol: 'tcp' | 'udp'): IDependable {
    const id = `From-${securityGroup.node.addr.slice(-8)}-${port}${protocol === 'udp' ? '-udp' : ''}`;
    const rule = this.doors.get(id) ?? this.openDoor(id, securityGroup, { port, protocol });
    this.doors.set(id, rule);
    return rule;
  }

  private openDoor(id: string, from: ec2.ISecurityGroup, reached: ReachedPort): IDependable {
    const { clusterSecurityGroup } = this.cluster;
    // A load balancer that was made elsewhere may be closed towards the pods; those of the library are open to all.
    from.addEgressRule(clusterSecurityGroup, portOf(reached), 'to the pods', true);
    return new ec2.CfnSecurityGroupIngress(this, id, {
      groupId: clusterSecurityGroup.securityGroupId,
      sourceSecurityGroupId: from.securityGroupId,
      ipProtocol: reached.protocol,
      fromPort: reached.port,
      toPort: reached.port,
      description: 'load balancer',
    });
  }
}

/** Names of the objects in the cluster that separate workloads; Kubernetes keeps some for itself. */
function checkNamespaces(names: readonly string[]): Finding[] {
  return [
    ...(names.length === 0 ? [finding('EksNamespaceMissing', 'namespaces', {})] : []),
    ...names.flatMap((name, index) => /^(?!kube-)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name) && !['default', 'amazon-cloudwatch', 'aws-observability'].includes(name)
      ? [] : [finding('EksNamespaceInvalid', `namespaces[${index}]`, { given: name })]),
    ...names.filter((name, index) => names.indexOf(name) !== index).map(name => finding('EksNamespaceTwice', 'namespaces', { given: name })),
  ];
}
