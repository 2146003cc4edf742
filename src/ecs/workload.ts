import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3files from 'aws-cdk-lib/aws-s3files';
import * as servicediscovery from 'aws-cdk-lib/aws-servicediscovery';
import * as vpclattice from 'aws-cdk-lib/aws-vpclattice';
import { Construct } from 'constructs';
import { renderAlarms, renderUsageAlarms } from './alarms';
import { EcsManagedDaemon } from './daemon';
import { outsideMesh, ServiceConnectMetricOptions, Visitor, WorkloadDiscovery } from './discovery';
import { attachExposures } from './exposure';
import { EcsGround } from './ground';
import { EcsJob } from './job';
import { abortRollout, applyRollout, approveRollout, listRollouts, PipelineFiles, RolloutsOf, Traffic } from './rollout';
import { Redeployment, SecretRotation } from './rotation';
import { renderScaling } from './scaling';
import { serviceSection } from './section';
import { makeService, placementOf } from './service';
import { RenderedTask, renderTask } from './task';
import { TaskNetwork, targetTypeOf } from './task-network';
import { TaskPlacement } from './task-placement';
import { letProtect } from './task-protection';
import { attachDisks } from './volumes';
import { Finding, finding, refuse } from '../findings';
import { IngressRoute, NetworkRoute } from '../ingress';
import { WorkloadSpec } from '../model';
import { IWorkload, Offer, renderExposures, renderListeners, RenderedQueue, renderWork, watchWork, WorkloadPlacement } from '../platform';
import { SecretSource } from '../vocabulary';

/**
 * What a workload has become on ECS: every construct that was made for it, with its type.
 *
 * @example
 * declare const api: WebService;
 *
 * const workload = EcsWorkload.of(api);
 * workload.taskDefinition.defaultContainer?.addDockerLabel('team', 'orders');
 */
export class EcsWorkload extends TaskPlacement {
  /**
   * The ECS side of a workload. Throws when the workload is on another platform.
   *
   * @param workload for example a `WebService`
   */
  public static of(workload: IWorkload): EcsWorkload {
    const { placement } = workload;
    if (placement instanceof EcsManagedDaemon) {
      refuse(workload, [finding('ManagedDaemonHasNoService', 'workload', { workload: workload.node.path })]);
    }
    if (placement instanceof EcsJob) {
      refuse(workload, [finding('JobHasNoService', 'workload', { workload: workload.node.path })]);
    }
    if (!(placement instanceof EcsWorkload)) {
      refuse(workload, [finding('NotOnEcs', 'workload', { workload: workload.node.path })]);
    }
    return placement as EcsWorkload;
  }

  /** @internal */
  public static _render(owner: Construct, platform: EcsGround, spec: WorkloadSpec): EcsWorkload {
    return new EcsWorkload(owner, platform, spec);
  }

  /** The service that keeps the tasks running. */
  public readonly service: ecs.BaseService;

  /** @internal */
  public override readonly _queue?: RenderedQueue;

  /** What a task consists of. */
  public readonly taskDefinition: ecs.TaskDefinition;

  /** The tasks' own security group. Undefined in network modes in which they have those of their machine. */
  public readonly securityGroup?: ec2.SecurityGroup;

  /** The routes on load balancers, one per exposure. */
  public readonly routes: IngressRoute[];

  /** The target groups: blue and green of each exposure in turn. */
  public readonly targetGroups: elbv2.ApplicationTargetGroup[];

  /** The listener rules, one per exposure. */
  public readonly listenerRules: elbv2.ApplicationListenerRule[];

  /** The ways in below HTTP, one per listener. */
  public readonly networkRoutes: NetworkRoute[];

  /** The target groups of the listeners: blue and green of each in turn. */
  public readonly networkTargetGroups: elbv2.NetworkTargetGroup[];

  /** The listeners on Network Load Balancers. */
  public readonly networkListeners: elbv2.NetworkListener[];

  /** The alarms made from the workload's own metrics. */
  public readonly alarms: cloudwatch.Alarm[];

  /** The bounds of the number of tasks. Undefined when it is fixed. */
  public readonly scalableTaskCount?: ecs.ScalableTaskCount;

  /** How CodeDeploy deploys the service. Undefined with other rollouts. */
  public readonly deploymentGroup?: codedeploy.EcsDeploymentGroup;

  /** The file systems the workload mounts, one per EFS volume. */
  public readonly fileSystems: efs.IFileSystem[];

  /** The access points through which it mounts them, in the same order. */
  public readonly accessPoints: efs.IAccessPoint[];

  /** The file systems that were made for buckets, one per S3 Files volume. */
  public readonly bucketFileSystems: s3files.CfnFileSystem[];

  /** With which ECS has certificates for Service Connect issued. Undefined without TLS. */
  public readonly serviceConnectRole?: iam.Role;

  /** The workload's name in the platform's private zone. Undefined without `Discovery.cloudMap()`. */
  public readonly cloudMapService?: servicediscovery.Service;

  /** The VPC Lattice service in front of the tasks. Undefined without `Discovery.lattice()`. */
  public readonly latticeService?: vpclattice.CfnService;

  /** The target group of that service. */
  public readonly latticeTargetGroup?: vpclattice.CfnTargetGroup;

  /** With which ECS registers tasks with it. */
  public readonly latticeRole?: iam.Role;

  /** The network side of the workload. */
  public readonly connections: ec2.Connections;

  /** Where the workload can be reached, one address per exposure. */
  public readonly urls: string[];

  /** @internal */
  protected override readonly _task: RenderedTask;

  private readonly network: TaskNetwork;
  private readonly discovery: WorkloadDiscovery;
  private readonly pipelineFiles?: () => PipelineFiles;
  private readonly rollouts: RolloutsOf;
  private readonly redeployment: Redeployment;

  private constructor(owner: Construct, private readonly platform: EcsGround, private readonly spec: WorkloadSpec) {
    // This id is left out of paths and logical ids: they speak of the workload, not of the platform it is on.
    super(owner, 'Default');

    const traffic = Traffic.of(spec, platform);
    const task = this._task = renderTask(this, platform, spec, ({ mode }) => ({
      exposures: renderExposures(this, owner, platform, spec, traffic, targetTypeOf(mode)),
      listeners: renderListeners(this, owner, platform, spec, traffic, targetTypeOf(mode)),
    }));
    const { exposures: rendered, listeners } = task.ways;
    this._queue = renderWork(this, platform, spec, task.taskRole);
    letProtect(task.taskRole, platform.cluster, spec);
    this.network = task.network;
    this.taskDefinition = task.taskDefinition;
    this.securityGroup = task.network.ownGroup;
    this.fileSystems = task.volumes.fileSystems;
    this.accessPoints = task.volumes.accessPoints;
    this.bucketFileSystems = task.volumes.bucketFileSystems;
    this.routes = rendered.map(({ route }) => route);
    this.targetGroups = this.routes.flatMap(route => [route.blueTargetGroup, route.greenTargetGroup]);
    this.listenerRules = this.routes.map(route => route.rule);
    this.networkRoutes = listeners.map(({ route }) => route);
    this.networkTargetGroups = this.networkRoutes.flatMap(route => [route.blueTargetGroup, route.greenTargetGroup]);
    this.networkListeners = this.networkRoutes.map(route => route.listener);
    this.urls = [...this.routes, ...this.networkRoutes].map(route => route.url);
    const ways = renderAlarms(this, platform, spec, rendered, listeners);

    this.service = makeService(this, { platform, spec, taskDefinition: this.taskDefinition, network: this.network, alarms: ways.judges });
    attachExposures(this.service, rendered, listeners, traffic);
    attachDisks(this, this.service, spec, platform);
    this.service.node.addDependency(...task.volumes.ready);
    this.scalableTaskCount = renderScaling(this.service, spec, rendered, { queue: this._queue, tasksAreCounted: platform._countsTasks });
    const rollout = applyRollout(this, {
      ...placementOf(platform, spec, this.network), ground: platform, spec, service: this.service, rendered, listeners, traffic, alarms: ways.judges,
    });
    const alarms = [...ways.all, ...renderUsageAlarms(this, platform, spec, this.service)];
    platform._observe(this, serviceSection({ ground: platform, spec, service: this.service, rendered, listeners, alarms, logGroup: this.logGroup }));
    this.alarms = [...alarms, ...watchWork(this, platform, spec, this._queue)];
    this.deploymentGroup = rollout.deploymentGroup;
    this.pipelineFiles = rollout.files;
    this.rollouts = rollout.rollouts;
    this.redeployment = new Redeployment(this, { ground: platform, spec, service: this.service });

    this.connections = new ec2.Connections({ securityGroups: [...this.network.doors], defaultPort: this.network.defaultPort });
    this.discovery = new WorkloadDiscovery({
      owner, scope: this, ground: platform, spec, service: this.service, network: this.network, containers: this.containers, logGroup: task.logGroup,
    }, this.routes);
    this.serviceConnectRole = this.discovery.serviceConnect.role;
    this.cloudMapService = this.discovery.cloudMap?.service;
    this.latticeService = this.discovery.lattice?.service;
    this.latticeTargetGroup = this.discovery.lattice?.targetGroup;
    this.latticeRole = this.discovery.lattice?.role;
  }

  /** What deploys the service again when a secret of its changes. Undefined where it has none that do, or nobody does. */
  public get secretRotation(): SecretRotation | undefined {
    return this.redeployment.rotation;
  }

  /** The command that shows the rollouts of the workload that are under way. */
  public get listRolloutsCommand(): string {
    return listRollouts(this.rollouts);
  }

  /** The command that lets a rollout go on which waits for approval. */
  public get approveRolloutCommand(): string {
    return approveRollout(this.rollouts);
  }

  /** The command that takes a rollout back, wherever it is. */
  public get abortRolloutCommand(): string {
    return abortRollout(this.rollouts);
  }

  /**
   * The AppSpec with which a pipeline deploys the service, with `<TASK_DEFINITION>` in the place of what it registers. It may
   * contain values that only CloudFormation knows, so it goes through it, for example as a parameter. Throws unless CodeDeploy
   * deploys the service.
   *
   * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-ECSbluegreen.html
   */
  public renderAppSpec(): string {
    return this.filesForPipeline().appSpec;
  }

  /**
   * The task definition that a pipeline registers, as JSON in the words of the API. The same holds as for the AppSpec. Call it
   * when everything has been added to the workload.
   */
  public renderTaskDefinitionTemplate(): string {
    return this.filesForPipeline().taskDefinition;
  }

  /**
   * What the proxies of Service Connect count of the requests to this workload: `RequestCount`, `NewConnectionCount`, `TargetResponseTime`,
   * `HTTPCode_Target_5XX_Count` and others. There are numbers once somebody is connected. Throws for a port that has no name.
   *
   * @param metricName as CloudWatch calls it
   * @param options which requests, and how they are looked at: by the minute unless said otherwise
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
   */
  public metricServiceConnect(metricName: string, options: ServiceConnectMetricOptions = {}): cloudwatch.Metric {
    return this.discovery.metric(metricName, options);
  }

  /** @internal */
  public override _addSecret(name: string, source: SecretSource): void {
    super._addSecret(name, source);
    this.redeployment.follow(source._toSpec());
  }

  /** @internal */
  public _offer(to: WorkloadPlacement, port?: number): Offer {
    return this.discovery.offer(to, port);
  }

  /** @internal */
  public _reach(other: WorkloadPlacement, offer: Offer): void {
    if (offer.via === 'serviceConnect') {
      this.discovery.serviceConnect.use();
    }
    (other as EcsWorkload)._admit({ network: this.network, role: this.taskRole, construct: this.service, startsLater: true }, offer);
  }

  /** @internal */
  public _starts(): readonly Construct[] {
    return [this.service, ...this.node.children.filter(({ node }) => node.id === 'Rollout') as Construct[]];
  }

  /** @internal */
  public _admit(visitor: Visitor, offer: Offer): void {
    this.discovery.admit(visitor, offer);
  }

  /** @internal */
  public _outsideMesh(): Finding[] {
    return outsideMesh(this.spec, this.network, this.platform.capacity);
  }

  private filesForPipeline(): PipelineFiles {
    refuse(this, this.pipelineFiles ? [] : [finding('NoAppSpec', 'rollout', { workload: this.node.path })]);
    return this.pipelineFiles!();
  }
}
