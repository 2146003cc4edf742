import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { CustomResource, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { grantRun } from './grant';
import { renderRelease } from './release';
import { RunTaskRequest, runTaskRequest } from './run';
import { runTaskCommand } from './run-command';
import { renderScheduled } from './scheduled';
import { jobSection } from './section';
import { Finding, finding, refuse } from '../../findings';
import { JobSpec, WorkloadSpec } from '../../model';
import { IWorkload, JobPlacement, Offer, Workload, WorkloadPlacement } from '../../platform';
import { SecretSource } from '../../vocabulary';
import { allowSessions } from '../exec';
import { EcsGround } from '../ground';
import { renderSecret } from '../secrets';
import { RenderedTask, renderTask } from '../task';
import type { EcsWorkload } from '../workload';

/**
 * What a job has become on ECS: every construct that was made for it, with its type. There is no service, and a task only while
 * the job runs.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-tasks.html
 *
 * @example
 * declare const report: ScheduledJob;
 *
 * new CfnOutput(this, 'RunReport', { value: EcsJob.of(report).runCommand });
 */
export class EcsJob extends JobPlacement {
  /**
   * The ECS side of a job. Throws when the workload is something else.
   *
   * @param workload for example a `ScheduledJob`
   */
  public static of(workload: IWorkload): EcsJob {
    const { placement } = workload;
    if (!(placement instanceof EcsJob)) {
      refuse(workload, [finding('NotJob', 'workload', { workload: workload.node.path })]);
    }
    return placement as EcsJob;
  }

  /** @internal */
  public static _render(owner: Workload, platform: EcsGround, spec: WorkloadSpec & { readonly job: JobSpec }): EcsJob {
    return new EcsJob(owner, platform, spec);
  }

  /** What a run consists of. */
  public readonly taskDefinition: ecs.TaskDefinition;

  /** The containers, the main one first. */
  public readonly containers: ecs.ContainerDefinition[];

  /** What the code in the containers may do. */
  public readonly taskRole: iam.Role;

  /** What ECS may do to prepare a run. */
  public readonly executionRole: iam.Role;

  /** The security group of the runs. Undefined in network modes in which they have those of their machine. */
  public readonly securityGroup?: ec2.SecurityGroup;

  /** Where the containers log to. Undefined without logs. */
  public readonly logGroup?: logs.ILogGroup;

  /** Where a router of logs says what happens to it. Undefined where the output of the containers is in the same group, or none routes. */
  public readonly routerLogGroup?: logs.ILogGroup;

  /** The records that a collector makes metrics of. Undefined where none sends metrics to CloudWatch. */
  public readonly metricsLogGroup?: logs.LogGroup;

  /** The questions that are asked most about its logs, saved in CloudWatch Logs Insights. */
  public readonly savedQueries: logs.CfnQueryDefinition[];

  /** The file systems the job mounts, one per EFS volume. */
  public readonly fileSystems: efs.IFileSystem[];

  /** What starts runs when their time comes. Undefined for jobs without a schedule. */
  public readonly schedule?: scheduler.Schedule;

  /** The group of the schedule, which has no other one in it. Undefined without a schedule. */
  public readonly scheduleGroup?: scheduler.ScheduleGroup;

  /** What Scheduler may do to start a run. Undefined without a schedule. */
  public readonly scheduleRole?: iam.Role;

  /** Where Scheduler puts what it could not start. Undefined without a schedule. */
  public readonly deadLetterQueue?: sqs.IQueue;

  /**
   * What looks after scheduled runs until they end. Undefined where nothing needs it: no `timeout`, no `retries`, and runs may overlap.
   */
  public readonly stateMachine?: sfn.StateMachine;

  /** The run of this version, which services wait for. Undefined for jobs that are not run by the deployment. */
  public readonly release?: CustomResource;

  /** The alarms made from the job's own metrics. */
  public readonly alarms: cloudwatch.Alarm[];

  /** The identity of the code in the containers. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** The network side of the runs. */
  public readonly connections: ec2.Connections;

  /** Nothing leads to a job. */
  public readonly urls: string[] = [];

  /**
   * How a run is started.
   *
   * @internal
   */
  public readonly _request: RunTaskRequest;

  /** @internal */
  public readonly _task: RenderedTask;

  private constructor(
    private readonly owner: Construct, private readonly platform: EcsGround, private readonly spec: WorkloadSpec & { readonly job: JobSpec },
  ) {
    // This id is left out of paths and logical ids: they speak of the workload, not of the platform it is on.
    super(owner, 'Default');
    const task = this._task = renderTask(this, platform, spec);
    this.taskDefinition = task.taskDefinition;
    this.containers = task.containers;
    this.taskRole = task.taskRole;
    this.executionRole = task.executionRole;
    this.securityGroup = task.network.ownGroup;
    this.logGroup = task.logGroup;
    this.routerLogGroup = task.routerLogGroup;
    this.metricsLogGroup = task.metricsLogGroup;
    this.savedQueries = task.savedQueries;
    this.fileSystems = task.volumes.fileSystems;
    if (spec.exec) {
      allowSessions(this.taskRole, platform.cluster);
    }
    this._request = runTaskRequest(platform, spec, this.taskDefinition, task.network);
    const { trigger } = spec.job;
    const scheduled = trigger.kind === 'schedule'
      ? renderScheduled(this, { platform, spec, trigger, task, request: this._request }) : undefined;
    this.schedule = scheduled?.schedule;
    this.scheduleGroup = scheduled?.group;
    this.scheduleRole = scheduled?.role;
    this.deadLetterQueue = scheduled?.deadLetterQueue;
    this.stateMachine = scheduled?.stateMachine;
    this.release = trigger.kind === 'release' ? renderRelease(this, { platform, spec, trigger, task, request: this._request }) : undefined;
    this.alarms = scheduled?.alarms ?? [];
    platform._observe(this, jobSection({
      name: spec.name, alarms: this.alarms, logGroup: this.logGroup, scheduleGroup: this.scheduleGroup, stateMachine: this.stateMachine,
    }));
    this.grantPrincipal = this.taskRole;
    this.connections = new ec2.Connections({ securityGroups: [...task.network.groups] });
  }

  /**
   * The command that starts a run now, with `aws ecs run-task`. Values that only CloudFormation knows are in it, so write it to an
   * output.
   */
  public get runCommand(): string {
    return this.renderRunCommand();
  }

  /**
   * The same for a run that is told to do something else than usual.
   *
   * @param command what the main container runs in place of its command, word by word
   */
  public renderRunCommand(command?: string[]): string {
    return runTaskCommand(Stack.of(this), this._request, command && { container: this.containers[0].containerName, command });
  }

  /** @internal */
  public _grantRun(grantee: iam.IGrantable): iam.Grant {
    return grantRun(this, this.platform, grantee);
  }

  /** @internal */
  public _howToRun(): string {
    // The latest revision of the family is started: whoever starts runs need not change with the job.
    return Stack.of(this).toJsonString({ ...this._request, taskDefinition: this.taskDefinition.family });
  }

  /** @internal */
  public _addEnvironment(name: string, value: string): void {
    this.containers[0].addEnvironment(name, value);
  }

  /** @internal */
  public _addSecret(name: string, source: SecretSource): void {
    this.containers[0].addSecret(name, renderSecret(source._toSpec()));
  }

  /** @internal */
  public get _released(): Construct | undefined {
    return this.release;
  }

  /** @internal */
  public _starts(): readonly Construct[] {
    return [this.release, this.schedule, this.stateMachine].filter(starts => starts !== undefined);
  }

  /** @internal */
  public _offer(): Offer {
    refuse(this.owner, [finding('JobHasNoName', 'connectTo', { workload: this.spec.name })]);
    throw new Error('refused');
  }

  /** @internal */
  public _reach(other: WorkloadPlacement, offer: Offer): void {
    (other as EcsWorkload)._admit({ network: this._task.network, role: this.taskRole, construct: this.taskDefinition, startsLater: false }, offer);
  }

  /** @internal */
  public _outsideMesh(other: string): Finding[] {
    return [finding('JobKnowsNoNames', 'connectTo', { workload: this.spec.name, other })];
  }
}
