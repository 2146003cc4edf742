import { Duration } from 'aws-cdk-lib/core';
import { ScalingDraft, ScalingPolicySpec } from '../model';

/**
 * New bounds for the number of copies, from a point in time on. At least one of `min` and `max` is required.
 */
export interface ScheduledScaling {
  /** Name of the schedule, unique within the workload. */
  readonly name: string;

  /**
   * When: a cron, rate or at expression as EventBridge Scheduler writes it, for example `cron(0 7 ? * MON-FRI *)`.
   * @see https://docs.aws.amazon.com/autoscaling/application/userguide/scheduled-scaling-using-cron-expressions.html
   */
  readonly schedule: string;

  /**
   * Time zone of the expression, as the IANA database names it, for example `Europe/Berlin`.
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;

  /**
   * The new lower bound.
   * @default - unchanged
   */
  readonly min?: number;

  /**
   * The new upper bound.
   * @default - unchanged
   */
  readonly max?: number;
}

/**
 * How the number of copies follows the load. Of several targets the one that asks for most copies wins.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html
 */
export interface ScalingOptions {
  /**
   * Fewest copies. 0 is refused unless a schedule raises it: where no copy runs there is nothing to measure.
   * @default - what the platform's profile gives a service, 2 in production and 1 in development, but at most `max`
   */
  readonly min?: number;

  /** Most copies, at least `min`. */
  readonly max: number;

  /**
   * Keep the average processor use near this percentage of what the copies have, from 1 to 100.
   * @default - 60 when no other target and no schedule is given
   */
  readonly targetCpuPercent?: number;

  /**
   * Keep the average memory use near this percentage of what the copies have, from 1 to 100.
   * @default - memory is not looked at
   */
  readonly targetMemoryPercent?: number;

  /**
   * Keep the requests that each copy gets in a minute, through all exposures together, near this number. For workloads
   * behind a load balancer; refused for others.
   * @default - requests are not counted
   */
  readonly targetRequestsPerMinute?: number;

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
   * Pause after copies were added, before more are.
   * @default Duration.minutes(1)
   */
  readonly scaleOutCooldown?: Duration;
}

/** The model's words for the options: a range if there are any, a fixed count otherwise. */
export function scalingDraft(options: ScalingOptions | undefined, desiredCount: number | undefined): ScalingDraft | undefined {
  if (options === undefined) {
    return desiredCount === undefined ? undefined : { kind: 'fixed', count: desiredCount };
  }
  const policies: ScalingPolicySpec[] = [];
  if (options.targetCpuPercent !== undefined) policies.push({ kind: 'cpu', targetPercent: options.targetCpuPercent });
  if (options.targetMemoryPercent !== undefined) policies.push({ kind: 'memory', targetPercent: options.targetMemoryPercent });
  if (options.targetRequestsPerMinute !== undefined) policies.push({ kind: 'requests', perMinuteAndCopy: options.targetRequestsPerMinute });
  for (const { name, schedule, timeZone = 'Etc/UTC', min, max } of options.schedules ?? []) {
    policies.push({ kind: 'schedule', name, expression: schedule, timeZone, min, max });
  }
  return {
    kind: 'range',
    min: options.min,
    max: options.max,
    policies: policies.length > 0 ? policies : undefined,
    scaleInCooldown: options.scaleInCooldown,
    scaleOutCooldown: options.scaleOutCooldown,
  };
}
