import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3files from 'aws-cdk-lib/aws-s3files';
import { Construct } from 'constructs';
import { renderAlarms, renderUsageAlarms } from './alarms';
import { claimName } from './claim-name';
import { EksGround } from './ground';
import { EksJob } from './job';
import { makeScaledObject } from './keda';
import { Visitor } from './network-policy';
import { eksOptions } from './options';
import { Pods } from './pods';
import { makeRollout, trafficOf, versionTraits } from './rollout';
import { savePodQueries } from './saved-queries';
import { podsSection } from './section';
import { finding, refuse } from '../findings';
import { IngressRoute, NetworkRoute } from '../ingress';
import { WorkloadSpec } from '../model';
import { IWorkload, Offer, renderExposures, renderListeners, schemeOf, RenderedQueue, renderWork, watchWork, WorkloadPlacement } from '../platform';
import { SecretSource } from '../vocabulary';

/**
 * What a workload has become on EKS: every construct that was made for it, with its type, and the objects in the cluster.
 *
 * @example
 * declare const api: WebService;
 *
 * const objects = EksWorkload.of(api).manifests;
 */
export class EksWorkload extends WorkloadPlacement {
  /**
   * The EKS side of a workload. Throws when the workload is on another platform.
   *
   * @param workload for example a `WebService`
   */
  public static of(workload: IWorkload): EksWorkload {
    const { placement } = workload;
    if (placement instanceof EksJob) {
      refuse(workload, [finding('EksJobHasNoDeployment', 'workload', { workload: workload.node.path })]);
    }
    if (!(placement instanceof EksWorkload)) {
      refuse(workload, [finding('NotOnEks', 'workload', { workload: workload.node.path })]);
    }
    return placement as EksWorkload;
  }

  /** @internal */
  public static _render(owner: Construct, platform: EksGround, spec: WorkloadSpec): EksWorkload {
    return new EksWorkload(owner, platform, spec);
  }

  /** What the code in the containers may do. */
  public readonly taskRole: iam.Role;

  /** The records that a collector makes metrics of. Undefined where none sends metrics to CloudWatch. */
  public readonly metricsLogGroup?: logs.LogGroup;

  /** @internal */
  public override readonly _queue?: RenderedQueue;

  /** Namespace of the workload's objects. */
  public readonly namespaceName: string;

  /** The object that keeps the pods running, a Deployment or a DaemonSet. With a rollout that shifts traffic, each version has its own. */
  public readonly deployment: Construct;

  /**
   * Makes the stack's deployment wait for the pods of the new version, and until they have the traffic if the rollout shifts it.
   * Undefined without circuit breaker and without copies.
   */
  public readonly rolloutGate?: Construct;

  /** The routes on load balancers, one per exposure. */
  public readonly routes: IngressRoute[];

  /** The target groups: blue and green of each exposure in turn. Pods are in the blue ones until a rollout shifts traffic. */
  public readonly targetGroups: elbv2.ApplicationTargetGroup[];

  /** The listener rules, one per exposure. */
  public readonly listenerRules: elbv2.ApplicationListenerRule[];

  /** The ways in below HTTP, one per listener. */
  public readonly networkRoutes: NetworkRoute[];

  /** The target groups of the listeners: blue and green of each in turn. Pods are in the blue ones. */
  public readonly networkTargetGroups: elbv2.NetworkTargetGroup[];

  /** The listeners on Network Load Balancers. */
  public readonly networkListeners: elbv2.NetworkListener[];

  /** The alarms made from the workload's own metrics. */
  public readonly alarms: cloudwatch.Alarm[];

  /** The questions that are asked most about its logs, saved in CloudWatch Logs Insights. */
  public readonly savedQueries: logs.CfnQueryDefinition[];

  /** The file systems the workload mounts, one per EFS volume. */
  public readonly fileSystems: efs.IFileSystem[];

  /** The file systems that were made for buckets, one per S3 Files volume. */
  public readonly bucketFileSystems: s3files.CfnFileSystem[];

  /** The identity of the code in the containers. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** The network side of the workload: that of all pods of the cluster, which share one security group. */
  public readonly connections: ec2.Connections;

  /** Where the workload can be reached, one address per exposure. */
  public readonly urls: string[];

  private readonly pods: Pods;
  private readonly policy: Construct;
  private readonly visitors: Visitor[] = [];

  private constructor(private readonly owner: Construct, private readonly platform: EksGround, private readonly spec: WorkloadSpec) {
    // This id is left out of paths and logical ids: they speak of the workload, not of the platform it is on.
    super(owner, 'Default');
    const options = eksOptions(spec);
    const namespace = this.namespaceName = options.namespace ?? platform.namespaceName;
    claimName(owner, platform, namespace, spec.name);

    this.pods = new Pods(this, platform, spec, namespace);
    this.taskRole = this.pods.taskRole;
    this.metricsLogGroup = this.pods.telemetry.metricsLogGroup;
    this.savedQueries = savePodQueries(this, platform, spec, namespace);
    this._queue = renderWork(this, platform, spec, this.taskRole);
    this.fileSystems = this.pods.volumes.fileSystems;
    this.bucketFileSystems = this.pods.volumes.bucketFileSystems;

    const rendered = renderExposures(this, owner, platform, spec, trafficOf(spec.rollout));
    this.routes = rendered.map(({ route }) => route);
    this.targetGroups = this.routes.flatMap(route => [route.blueTargetGroup, route.greenTargetGroup]);
    this.listenerRules = this.routes.map(route => route.rule);
    const listeners = renderListeners(this, owner, platform, spec);
    this.networkRoutes = listeners.map(({ route }) => route);
    this.networkTargetGroups = this.networkRoutes.flatMap(route => [route.blueTargetGroup, route.greenTargetGroup]);
    this.networkListeners = this.networkRoutes.map(route => route.listener);
    this.urls = [...this.routes, ...this.networkRoutes].map(route => route.url);
    const ways = renderAlarms(this, platform, spec, rendered, listeners);
    const alarms = [...ways.all, ...renderUsageAlarms(this, platform, spec, namespace)];
    platform._observe(this, podsSection({ ground: platform, spec, namespace, rendered, listeners, alarms }));
    this.alarms = [...alarms, ...watchWork(this, platform, spec, this._queue)];

    const pod = this.pods.render(spec.rollout.kind === 'shifting' ? versionTraits(spec, rendered) : undefined);
    const { deployment, gate, policy } = makeRollout(this, {
      ground: platform, spec, namespace, pod, rendered, listeners, visitors: () => this.visitors, alarms: ways.judges,
    });
    this.deployment = deployment;
    this.policy = policy;
    this.rolloutGate = gate;
    makeScaledObject(this, platform, spec, namespace, this._queue).forEach(object => object.node.addDependency(deployment));
    deployment.node.addDependency(...this.pods.dependables);

    this.grantPrincipal = this.taskRole;
    this.connections = new ec2.Connections({ securityGroups: [platform.cluster.clusterSecurityGroup], defaultPort: defaultPort(spec) });
  }

  /**
   * The objects in the cluster, as the Kubernetes API takes them. What CloudFormation fills in, such as ARNs, is there as
   * intrinsic functions.
   */
  public get manifests(): { [member: string]: any }[] {
    return this.platform._manifests.under(this);
  }

  /** @internal */
  public _addEnvironment(name: string, value: string): void {
    this.pods.addEnvironment(name, value);
  }

  /** @internal */
  public _addSecret(name: string, source: SecretSource): void {
    this.pods.addSecret(name, source._toSpec());
    this.deployment.node.addDependency(...this.pods.dependables);
  }

  /** @internal */
  public _offer(to: WorkloadPlacement, given?: number): Offer {
    const ports = this.spec.containers.flatMap(container => container.ports).filter(({ protocol }) => protocol === 'tcp');
    const main = this.spec.containers[0].ports.find(({ protocol }) => protocol === 'tcp');
    const port = given === undefined ? main : ports.find(candidate => candidate.port === given);
    if (!port) {
      refuse(this.owner, [given === undefined
        ? finding('NoPortToConnectTo', 'connectTo', { workload: this.spec.name })
        : finding('PortNotOffered', 'connectTo.port', { workload: this.spec.name, given, offered: ports.map(candidate => candidate.port) })]);
    }
    const near = (to as { readonly namespaceName?: string }).namespaceName === this.namespaceName;
    const host = near ? this.spec.name : `${this.spec.name}.${this.namespaceName}`;
    const scheme = schemeOf(port!);
    return {
      via: 'cluster', url: `${scheme}://${host}:${port!.port}`, suffix: 'URL', host, door: port!.port, portName: port === main ? undefined : port!.name,
    };
  }

  /** @internal */
  public _starts(): readonly Construct[] {
    return [this.deployment];
  }

  /** @internal */
  public _reach(other: WorkloadPlacement, { door }: Offer): void {
    (other as EksWorkload)._admit({ spec: this.spec, namespace: this.namespaceName, port: door });
  }

  /**
   * Lets another workload in, and gives what has to be there before it can come.
   *
   * @internal
   */
  public _admit(visitor: Visitor): Construct {
    this.visitors.push(visitor);
    return this.policy;
  }
}

function defaultPort({ containers: [{ ports }] }: WorkloadSpec): ec2.Port | undefined {
  const [first] = ports;
  return first && (first.protocol === 'udp' ? ec2.Port.udp(first.port) : ec2.Port.tcp(first.port));
}
