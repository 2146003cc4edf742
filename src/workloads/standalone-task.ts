import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { workloadNameOf } from './workload-name';
import { ContainerPlatform, JobPlacement, Workload } from '../platform';
import { CommonWorkloadOptions, EcsJobOptions, EksWorkloadOptions, jobDraft, platformOptions } from '../vocabulary';

/**
 * Something that runs when somebody asks for it.
 */
export interface StandaloneTaskProps extends CommonWorkloadOptions {
  /** The platform it runs on. */
  readonly platform: ContainerPlatform;

  /**
   * What only ECS understands.
   * @default - the platform's defaults
   */
  readonly ecs?: EcsJobOptions;

  /**
   * What only EKS understands. Refused on other platforms.
   * @default - none
   */
  readonly eks?: EksWorkloadOptions;
}

/**
 * A program that runs when people or programs ask for it, and ends: an export for one customer, a repair, a batch.
 *
 * On ECS it is a task definition and everything that its tasks need; on EKS a CronJob that is suspended, of which runs are made.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-tasks.html
 *
 * @example
 * declare const platform: EcsPlatform;
 * declare const api: WebService;
 *
 * const task = new StandaloneTask(this, 'Export', {
 *   platform,
 *   image: Image.fromRegistry('public.ecr.aws/docker/library/alpine:3.22'),
 *   command: ['./export'],
 * });
 * task.callableFrom(api);
 */
export class StandaloneTask extends Workload {
  constructor(scope: Construct, id: string, props: StandaloneTaskProps) {
    super(scope, id, props.platform);
    this._place({
      ...jobDraft(workloadNameOf(id, props.workloadName), props, { trigger: { kind: 'request' } }),
      alarms: false,
      platformOptions: platformOptions(props.ecs, props.eks),
    });
  }

  /** The command that starts a run now. Values that only CloudFormation knows are in it, so write it to an output. */
  public get runCommand(): string {
    return this.job.runCommand;
  }

  /**
   * Allows somebody to start runs, to look at them and to stop them: this job's on its cluster only. Whoever starts a run may have it do
   * anything that the job's code may do. Throws on EKS, where IAM cannot allow it.
   *
   * @param grantee for example a role, a function or another workload
   */
  public grantRun(grantee: iam.IGrantable): iam.Grant {
    return this.job._grantRun(grantee);
  }

  /**
   * Lets the code of a workload start runs: it is granted, and told how in an environment variable, whose value is a request of ECS's
   * `RunTask` in JSON. Its code adds `overrides`, if it wants any, and calls. Throws on EKS, and if the variable is set already.
   *
   * @param caller for example a `WebService`
   * @param environmentVariable name of the variable; the name of the job in capital letters with `_RUN_TASK` at the end if left out
   */
  public callableFrom(caller: Workload, environmentVariable?: string): void {
    const request = this.job._howToRun();
    this.grantRun(caller);
    caller.addEnvironment(environmentVariable ?? `${this.workloadName.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_RUN_TASK`, request);
  }

  private get job(): JobPlacement {
    return this.placement as JobPlacement;
  }
}
