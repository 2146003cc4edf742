import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { finding, Finding } from '../findings';
import { backlogPerCopy, Handle, ScalingDraft, ScalingPolicyDraft } from '../model';
import { scalingDraft, ScheduledScaling } from './scaling';
import { compact } from '../private/compact';

/**
 * Work that waits somewhere else than in the worker's queue: the lag of a Kafka consumer group, the age or number of records of a
 * stream, rows of a table.
 */
export interface WorkMetric {
  /** The work that waits, all copies together: 0 when there is none. A single metric or metric math, with a period of a minute. */
  readonly metric: cloudwatch.IMetric;

  /** As much of it as one copy may have in front of it, more than 0. */
  readonly targetPerTask: number;
}

/**
 * How the number of copies of a worker follows its work.
 *
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
export interface WorkerScalingOptions {
  /**
   * Fewest copies. With 0 the last one goes after `idleTime`, and the first message starts one again.
   * @default - what the platform's profile gives a service, 2 in production and 1 in development, but at most `max`
   */
  readonly min?: number;

  /** Most copies, at least `min`. */
  readonly max: number;

  /**
   * How long it should take at most from sending a message to the end of the work on it: at least `processingTime`, which has to be
   * given. Excludes `targetBacklogPerTask` and `metric`.
   * @default - not said
   */
  readonly acceptableLatency?: Duration;

  /**
   * Messages that one copy may be responsible for, those that it works on among them. Excludes `acceptableLatency` and `metric`.
   * @default - follows from `acceptableLatency`; 10 without it
   */
  readonly targetBacklogPerTask?: number;

  /**
   * Work that waits elsewhere, instead of the messages of the queue.
   * @default - the messages of the queue
   */
  readonly metric?: WorkMetric;

  /**
   * Time without any message, waiting or worked on, after which the last copy goes: 2 minutes to a day. Only with a `min` of 0.
   * @default Duration.minutes(15)
   */
  readonly idleTime?: Duration;

  /**
   * Keep the average processor use near this percentage, too. A copy that waits for something else looks idle and is taken away in
   * the middle of its work, so this is warned of. On EKS it replaces the messages, which Kubernetes does not see.
   * @default - the processor is not looked at
   */
  readonly targetCpuPercent?: number;

  /**
   * Other bounds at certain times.
   * @default - none
   */
  readonly schedules?: ScheduledScaling[];

  /**
   * Pause after copies were removed, before more are.
   * @default Duration.minutes(5)
   */
  readonly scaleInCooldown?: Duration;

  /**
   * Pause after copies were added, before as many again are. More that are needed at once come at once.
   * @default Duration.minutes(3)
   */
  readonly scaleOutCooldown?: Duration;
}

/** What is known of a worker's messages. */
export interface WorkPace {
  readonly processingTime?: Duration;
  readonly concurrency?: number;
}

/** The model's words for the options: a range if there are any, a fixed count otherwise. */
export function workerScalingDraft(
  options: WorkerScalingOptions | undefined, desiredCount: number | undefined, pace: WorkPace, followQueue: boolean,
): ScalingDraft | undefined {
  if (options === undefined) {
    return scalingDraft(undefined, desiredCount);
  }
  const { min, max, targetCpuPercent, schedules, scaleInCooldown, scaleOutCooldown } = options;
  const usual = scalingDraft({ min, max, targetCpuPercent, schedules, scaleInCooldown, scaleOutCooldown }, desiredCount);
  const others = usual?.kind === 'range' ? usual.policies ?? [] : [];
  return { ...usual, kind: 'range', policies: [...workPolicies(options, pace, followQueue), ...others] };
}

function workPolicies({ metric, idleTime, ...options }: WorkerScalingOptions, pace: WorkPace, followQueue: boolean): ScalingPolicyDraft[] {
  const backlog: ScalingPolicyDraft = compact({ kind: 'backlog' as const, perCopy: targetOf(options, pace), concurrency: pace.concurrency, idleTime });
  const said = options.acceptableLatency !== undefined || options.targetBacklogPerTask !== undefined;
  return [
    ...said || (followQueue && metric === undefined) ? [backlog] : [],
    ...metric ? [compact({ kind: 'metric' as const, metric: new Handle(String(metric.metric), metric.metric), perCopy: metric.targetPerTask, idleTime })] : [],
  ];
}

function targetOf({ acceptableLatency, targetBacklogPerTask }: Partial<WorkerScalingOptions>, { processingTime, concurrency = 1 }: WorkPace) {
  if (targetBacklogPerTask !== undefined || !acceptableLatency || !processingTime) {
    return targetBacklogPerTask;
  }
  return acceptableLatency.isUnresolved() || processingTime.isUnresolved() ? undefined : backlogPerCopy({
    acceptableLatency: acceptableLatency.toSeconds({ integral: false }), processingTime: processingTime.toSeconds({ integral: false }), concurrency,
  });
}

/** What cannot be wrong any more once the options have become a draft. */
export function checkWorkerScaling(options: WorkerScalingOptions | undefined, { processingTime }: WorkPace): Finding[] {
  const { acceptableLatency, targetBacklogPerTask } = options ?? {};
  if (acceptableLatency === undefined) {
    return [];
  }
  const path = 'scaling.acceptableLatency';
  if (targetBacklogPerTask !== undefined) {
    return [finding('BacklogToldTwice', 'scaling.targetBacklogPerTask', {})];
  }
  if (processingTime === undefined) {
    return [finding('LatencyWithoutProcessingTime', path, {})];
  }
  if (acceptableLatency.isUnresolved() || processingTime.isUnresolved()) {
    return [];
  }
  const [latency, processing] = [acceptableLatency, processingTime].map(time => time.toSeconds({ integral: false }));
  return latency < processing ? [finding('LatencyTooShort', path, { latency, processing })] : [];
}
