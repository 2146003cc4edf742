import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { workloadNameOf } from './workload-name';
import { WorkloadDraft } from '../model';
import { ContainerPlatform, JobPlacement, Workload } from '../platform';
import {
  Alarms, CommonWorkloadOptions, EcsJobOptions, EksWorkloadOptions, jobDraft, JobSchedule, OverlapPolicy, platformOptions,
} from '../vocabulary';
import { queueHandleOf } from '../vocabulary/handle-of';

/**
 * Something that runs when its time comes.
 */
export interface ScheduledJobProps extends CommonWorkloadOptions {
  /** The platform it runs on. */
  readonly platform: ContainerPlatform;

  /** When the runs begin. */
  readonly schedule: JobSchedule;

  /**
   * The clock by which the schedule is meant, as the IANA database names it, for example `Europe/Berlin`.
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;

  /**
   * What a run does whose time comes while the one before it still goes on.
   * @default OverlapPolicy.ALLOW
   */
  readonly overlap?: OverlapPolicy;

  /**
   * How long a run may take, from 30 seconds to 7 days. One that takes longer is stopped and has failed.
   * @default - as long as it takes
   */
  readonly timeout?: Duration;

  /**
   * How often a run that has failed is started anew, at most 10 times. It has failed when its main container ends with another exit
   * code than 0, cannot be started, or takes too long.
   * @default 0
   */
  readonly retries?: number;

  /**
   * Begin at any moment within this time after the one of the schedule, from 1 minute to 24 hours, so that not all jobs begin at once.
   * Not on EKS.
   * @default - when their time comes
   */
  readonly flexibleWindow?: Duration;

  /**
   * How late a run may begin when it could not be started in time, from 1 minute to 24 hours.
   * @default Duration.hours(24)
   */
  readonly startWithin?: Duration;

  /**
   * How often EventBridge Scheduler tries to start a run again when it could not, at most 185 times. Not on EKS.
   * @default - 185
   */
  readonly startRetries?: number;

  /**
   * The queue for runs that could not be started, a standard one. Its policy and its key have to let EventBridge Scheduler send to it if they are
   * another account's. Not on EKS.
   * @default - on ECS a queue is made, encrypted, for TLS only
   */
  readonly deadLetterQueue?: sqs.IQueue;

  /**
   * Alarms for runs that could not be started and for runs that failed: both, or `Alarms.none()`. Of what `Alarms.standard()` is told
   * only `tellWhenOver` is for jobs. On EKS none are made, and alarms that the job itself asks for are refused: nothing there counts runs.
   * @default - the platform's `workloadDefaults`, and otherwise what its profile says: two in production, none in development
   */
  readonly alarms?: Alarms;

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
 * A program that runs when its time comes, and ends: a nightly report, a clean-up, an import.
 *
 * On ECS EventBridge Scheduler starts a task; with `timeout`, `retries` or `OverlapPolicy.SKIP` it starts a state machine that starts
 * the task and looks after it. On EKS it is a CronJob, for which the schedule is translated.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/tasks-scheduled-eventbridge-scheduler.html
 *
 * @example
 * declare const platform: EcsPlatform;
 *
 * new ScheduledJob(this, 'Report', {
 *   platform,
 *   image: Image.fromRegistry('public.ecr.aws/docker/library/alpine:3.22'),
 *   command: ['./report'],
 *   schedule: JobSchedule.cron('0 3 * * ? *'),
 *   timeZone: 'Europe/Berlin',
 *   overlap: OverlapPolicy.SKIP,
 *   timeout: Duration.hours(2),
 * });
 */
export class ScheduledJob extends Workload {
  constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id, props.platform);
    this._place(draftOf(workloadNameOf(id, props.workloadName), props));
  }

  /** The command that starts a run now, with which EventBridge Scheduler has nothing to do. */
  public get runCommand(): string {
    return (this.placement as JobPlacement).runCommand;
  }
}

function draftOf(name: string, props: ScheduledJobProps): WorkloadDraft {
  const { schedule, timeZone, overlap, flexibleWindow, startWithin, startRetries, deadLetterQueue, timeout, retries } = props;
  return {
    ...jobDraft(name, props, {
      timeout,
      retries,
      trigger: {
        kind: 'schedule',
        expression: schedule.expression,
        timeZone,
        overlap,
        flexibleWindow,
        startWithin,
        startRetries,
        deadLetters: deadLetterQueue && queueHandleOf(deadLetterQueue),
      },
    }),
    alarms: props.alarms?._toDraft(),
    platformOptions: platformOptions(props.ecs, props.eks),
  };
}
