import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3files from 'aws-cdk-lib/aws-s3files';
import { Construct } from 'constructs';
import { EksGround } from './ground';
import { Visitor } from './network-policy';
import { eksOptions } from './options';
import { Pods } from './pods';
import { makeRollout, trafficOf, versionTraits } from './rollout';
import { finding, refuse } from '../findings';
import { IngressRoute } from '../ingress';
import { WorkloadSpec } from '../model';
import { IWorkload, makeAlarms, Offer, renderExposures, WorkloadPlacement } from '../platform';
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

  /** The alarms made from the workload's own metrics. */
  public readonly alarms: cloudwatch.Alarm[];

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
  private readonly visitors: Visitor[] = [];

  private constructor(private readonly owner: Construct, private readonly platform: EksGround, private readonly spec: WorkloadSpec) {
    // This id is left out of paths and logical ids: they speak of the workload, not of the platform it is on.
    super(owner, 'Default');
    const options = eksOptions(spec);
    const namespace = this.namespaceName = options.namespace ?? platform.namespaceName;
    this.claimName();

    this.pods = new Pods(this, platform, spec, namespace);
    this.taskRole = this.pods.taskRole;
    this.fileSystems = this.pods.volumes.fileSystems;
    this.bucketFileSystems = this.pods.volumes.bucketFileSystems;

    const rendered = renderExposures(this, owner, platform, spec, trafficOf(spec.rollout));
    this.routes = rendered.map(({ route }) => route);
    this.targetGroups = this.routes.flatMap(route => [route.blueTargetGroup, route.greenTargetGroup]);
    this.listenerRules = this.routes.map(route => route.rule);
    this.urls = this.routes.map(route => route.url);
    this.alarms = makeAlarms(this, spec, rendered, {
      alarmTopic: platform.alarmTopic,
      withoutTopic: 'The alarm is there to be looked at; say alarmTopic on the platform to have people told.',
    });

    const pod = this.pods.render(spec.rollout.kind === 'shifting' ? versionTraits(spec, rendered) : undefined);
    const { deployment, gate } = makeRollout(this, {
      ground: platform, spec, namespace, pod, rendered, visitors: () => this.visitors, alarms: this.alarms,
    });
    this.deployment = deployment;
    this.rolloutGate = gate;
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
  public _offer(to: WorkloadPlacement): Offer {
    const port = this.spec.containers[0].ports.find(({ protocol }) => protocol === 'tcp');
    if (!port) {
      refuse(this.owner, [finding('NoPortToConnectTo', 'connectTo', { workload: this.spec.name })]);
    }
    const near = (to as EksWorkload).namespaceName === this.namespaceName;
    return { host: near ? this.spec.name : `${this.spec.name}.${this.namespaceName}`, port: port!.port, scheme: port!.application ? 'http' : 'tcp' };
  }

  /** @internal */
  public _reach(other: WorkloadPlacement, { port }: Offer): void {
    (other as EksWorkload).visitors.push({ spec: this.spec, namespace: this.namespaceName, port });
  }

  /** Objects of two workloads with one name would be the same objects. */
  private claimName(): void {
    const key = `${this.namespaceName}/${this.spec.name}`;
    const taken = this.platform._names.get(key);
    if (taken) {
      refuse(this.owner, [finding('EksNameTaken', 'workloadName', { name: this.spec.name, namespace: this.namespaceName, owner: taken.node.path })]);
    }
    this.platform._names.set(key, this.owner);
  }
}

function defaultPort({ containers: [{ ports }] }: WorkloadSpec): ec2.Port | undefined {
  const [first] = ports;
  return first && (first.protocol === 'udp' ? ec2.Port.udp(first.port) : ec2.Port.tcp(first.port));
}
