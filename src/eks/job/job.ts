import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { makeCronJob } from './cron-job';
import { renderRelease } from './release';
import { finding, refuse } from '../../findings';
import { JobSpec, WorkloadSpec } from '../../model';
import { IWorkload, JobPlacement, Offer, WorkloadPlacement } from '../../platform';
import { SecretSource } from '../../vocabulary';
import { claimName } from '../claim-name';
import { EksGround } from '../ground';
import { makeNetworkPolicy, Visitor } from '../network-policy';
import { eksOptions } from '../options';
import { Pods } from '../pods';
import { savePodQueries } from '../saved-queries';
import { lasting } from '../version';

/**
 * What a job has become on EKS: every construct that was made for it, with its type, and the objects in the cluster.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 *
 * @example
 * declare const report: ScheduledJob;
 *
 * new CfnOutput(this, 'RunReport', { value: EksJob.of(report).runCommand });
 */
export class EksJob extends JobPlacement {
  /**
   * The EKS side of a job. Throws when the workload is something else.
   *
   * @param workload for example a `ScheduledJob`
   */
  public static of(workload: IWorkload): EksJob {
    const { placement } = workload;
    if (!(placement instanceof EksJob)) {
      refuse(workload, [finding('NotEksJob', 'workload', { workload: workload.node.path })]);
    }
    return placement as EksJob;
  }

  /** @internal */
  public static _render(owner: Construct, platform: EksGround, spec: WorkloadSpec & { readonly job: JobSpec }): EksJob {
    return new EksJob(owner, platform, spec);
  }

  /** What the code in the containers may do. */
  public readonly taskRole: iam.Role;

  /** The records that a collector makes metrics of. Undefined where none sends metrics to CloudWatch. */
  public readonly metricsLogGroup?: logs.LogGroup;

  /** Namespace of the job's objects. */
  public readonly namespaceName: string;

  /** The questions that are asked most about its logs, saved in CloudWatch Logs Insights. */
  public readonly savedQueries: logs.CfnQueryDefinition[];

  /** The object that makes jobs: a CronJob, which is suspended where nothing but a request starts a run. */
  public readonly cronJob?: Construct;

  /** The object of the run of this version, which services wait for: a Job. Undefined for jobs that are not run by the deployment. */
  public readonly releaseJob?: Construct;

  /** The file systems the job mounts, one per EFS volume. */
  public readonly fileSystems: efs.IFileSystem[];

  /** The identity of the code in the containers. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** The network side of the runs: that of all pods of the cluster, which share one security group. */
  public readonly connections: ec2.Connections;

  /** Nothing leads to a job. */
  public readonly urls: string[] = [];

  /** @internal */
  public readonly _released?: Construct;

  private readonly pods: Pods;

  private constructor(
    private readonly owner: Construct, private readonly platform: EksGround, private readonly spec: WorkloadSpec & { readonly job: JobSpec },
  ) {
    // This id is left out of paths and logical ids: they speak of the workload, not of the platform it is on.
    super(owner, 'Default');
    const namespace = this.namespaceName = eksOptions(spec).namespace ?? platform.namespaceName;
    claimName(owner, platform, namespace, spec.name);
    this.pods = new Pods(this, platform, spec, namespace);
    this.taskRole = this.pods.taskRole;
    this.metricsLogGroup = this.pods.telemetry.metricsLogGroup;
    this.savedQueries = savePodQueries(this, platform, spec, namespace);
    this.fileSystems = this.pods.volumes.fileSystems;
    const policy = makeNetworkPolicy(this, { ground: platform, namespace, version: lasting(spec) }, [], () => []);
    policy.node.addDependency(platform._namespace(namespace));
    if (spec.job.trigger.kind !== 'release') {
      this.cronJob = makeCronJob(this, { ground: platform, namespace, spec, pod: this.pods.render() });
      this.cronJob.node.addDependency(policy, ...this.pods.dependables);
    } else {
      const { job, verdict } = renderRelease(this, { ground: platform, namespace, spec, pods: this.pods });
      this.releaseJob = job;
      this._released = verdict;
    }
    this.grantPrincipal = this.taskRole;
    this.connections = new ec2.Connections({ securityGroups: [platform.cluster.clusterSecurityGroup] });
  }

  /**
   * The command that starts a run now, with `kubectl`, for those who may create jobs in the namespace. Throws for release jobs, which only
   * the deployment runs.
   */
  public get runCommand(): string {
    const { namespaceName, spec: { name } } = this;
    refuse(this.owner, this.cronJob ? [] : [finding('EksReleaseHasNoCommand', 'runCommand', { workload: name })]);
    return `kubectl create job --namespace ${namespaceName} --from=cronjob/${name} ${name}-$(date +%s)`;
  }

  /**
   * The objects in the cluster, as the Kubernetes API takes them. What CloudFormation fills in, such as ARNs, is there as
   * intrinsic functions.
   */
  public get manifests(): { [member: string]: any }[] {
    return this.platform._manifests.under(this);
  }

  /** @internal */
  public _grantRun(_grantee: iam.IGrantable): iam.Grant {
    refuse(this.owner, [finding('EksJobNotGranted', 'grantRun', { workload: this.spec.name, namespace: this.namespaceName })]);
    throw new Error('refused');
  }

  /** @internal */
  public _howToRun(): string {
    refuse(this.owner, [finding('EksJobNotGranted', 'callableFrom', { workload: this.spec.name, namespace: this.namespaceName })]);
    throw new Error('refused');
  }

  /** @internal */
  public _addEnvironment(name: string, value: string): void {
    this.pods.addEnvironment(name, value);
  }

  /** @internal */
  public _addSecret(name: string, source: SecretSource): void {
    this.pods.addSecret(name, source._toSpec());
    this._starts().forEach(starts => starts.node.addDependency(...this.pods.dependables));
  }

  /** @internal */
  public _starts(): readonly Construct[] {
    return [this.cronJob, this.releaseJob].filter(starts => starts !== undefined);
  }

  /** @internal */
  public _offer(): Offer {
    refuse(this.owner, [finding('JobHasNoName', 'connectTo', { workload: this.spec.name })]);
    throw new Error('refused');
  }

  /** @internal */
  public _reach(other: WorkloadPlacement, { door }: Offer): void {
    const policy = (other as WorkloadPlacement & { _admit(visitor: Visitor): Construct })
      ._admit({ spec: this.spec, namespace: this.namespaceName, port: door });
    // It comes before the pods that it is about, so even those that wait for this job let it in.
    if (Stack.of(policy) === Stack.of(this)) {
      this._starts().forEach(starts => starts.node.addDependency(policy));
    }
  }
}
