import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { finding, refuse } from '../../findings';
import { JobSpec, WorkloadSpec } from '../../model';
import { IWorkload, Offer, Workload, WorkloadPlacement } from '../../platform';
import { SecretSource } from '../../vocabulary';
import { EcsGround } from '../ground';
import { renderSecret } from '../secrets';
import { renderTask } from '../task';

/**
 * What a job has become on ECS: every construct that was made for it, with its type. There is no service, and a task only while
 * the job runs.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-tasks.html
 */
export class EcsJob extends WorkloadPlacement {
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

  /** The identity of the code in the containers. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** The network side of the runs. */
  public readonly connections: ec2.Connections;

  /** Nothing leads to a job. */
  public readonly urls: string[] = [];

  private constructor(private readonly owner: Construct, platform: EcsGround, private readonly spec: WorkloadSpec & { readonly job: JobSpec }) {
    // This id is left out of paths and logical ids: they speak of the workload, not of the platform it is on.
    super(owner, 'Default');
    const task = renderTask(this, platform, spec);
    this.taskDefinition = task.taskDefinition;
    this.containers = task.containers;
    this.taskRole = task.taskRole;
    this.executionRole = task.executionRole;
    this.securityGroup = task.network.ownGroup;
    this.logGroup = task.logGroup;
    this.grantPrincipal = this.taskRole;
    this.connections = new ec2.Connections({ securityGroups: [...task.network.groups] });
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
  public _offer(): Offer {
    refuse(this.owner, [finding('JobHasNoName', 'connectTo', { workload: this.spec.name })]);
    throw new Error('refused');
  }

  /** @internal */
  public _reach(_other: WorkloadPlacement, { host }: Offer): void {
    refuse(this.owner, [finding('JobKnowsNoNames', 'connectTo', { workload: this.spec.name, other: host })]);
  }
}
