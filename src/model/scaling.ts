import { Duration } from 'aws-cdk-lib/core';
import { Handle } from './handle';

/** How many copies run. */
export type ScalingSpec = FixedCount | CountRange | PerInstance | PerRun;

export interface FixedCount {
  readonly kind: 'fixed';
  readonly count: number;
}

/** One on each machine of the chosen kind, however many there are. */
export interface PerInstance {
  readonly kind: 'perInstance';
}

/** One for each run of a job, while it lasts. */
export interface PerRun {
  readonly kind: 'perRun';
}

/** The platform moves the count between two bounds; a deployment leaves it where it is. */
export interface CountRange {
  readonly kind: 'range';
  readonly min: number;
  readonly max: number;
  readonly policies: readonly ScalingPolicySpec[];
  readonly scaleInCooldown: Duration;
  readonly scaleOutCooldown: Duration;
}

export type ScalingPolicySpec =
  | { readonly kind: 'cpu'; readonly targetPercent: number }
  | { readonly kind: 'memory'; readonly targetPercent: number }
  | { readonly kind: 'requests'; readonly perMinuteAndCopy: number }
  | BacklogPolicy
  | MetricPolicy
  | ScheduledBounds;

/** As many copies as the messages of the workload's queue need. */
export interface BacklogPolicy {
  readonly kind: 'backlog';
  /** The messages that one copy may be responsible for. */
  readonly perCopy: number;
  /** The messages that one copy works on at once. */
  readonly concurrency: number;
  /** Without any work for this long, the last copy goes too, where the bounds allow it. */
  readonly idleTime: Duration;
}

/** As many copies as a number of the caller's asks for: work that waits somewhere, in whatever unit. */
export interface MetricPolicy {
  readonly kind: 'metric';
  readonly metric: Handle;
  /** As much of it as one copy may be responsible for. */
  readonly perCopy: number;
  readonly idleTime: Duration;
}

/** What follows work that waits: it can tell that there is some while no copy runs. */
export type WorkPolicy = BacklogPolicy | MetricPolicy;

export type ScalingPolicyDraft =
  | Exclude<ScalingPolicySpec, WorkPolicy>
  | Partial<BacklogPolicy> & Pick<BacklogPolicy, 'kind'>
  | Partial<MetricPolicy> & Pick<MetricPolicy, 'kind' | 'metric' | 'perCopy'>;

export function followsWork(policy: ScalingPolicySpec): policy is WorkPolicy {
  return policy.kind === 'backlog' || policy.kind === 'metric';
}

/** New bounds from a point in time on. */
export interface ScheduledBounds {
  readonly kind: 'schedule';
  readonly name: string;
  /** A cron or rate expression, as EventBridge writes it. */
  readonly expression: string;
  readonly timeZone: string;
  readonly min?: number;
  readonly max?: number;
}

export type RangeDraft = Partial<Omit<CountRange, 'policies'>> & { readonly kind: 'range'; readonly policies?: readonly ScalingPolicyDraft[] };

export type ScalingDraft = Partial<FixedCount> & { readonly kind: 'fixed' } | RangeDraft | PerInstance | PerRun;

/** The copies that there are at least. With one on each machine nobody knows whether there is a machine, and runs end. */
export function fewestCopies(scaling: ScalingSpec): number {
  switch (scaling.kind) {
    case 'fixed': return scaling.count;
    case 'range': return scaling.min;
    case 'perInstance': return 0;
    case 'perRun': return 0;
  }
}

/** Whether each machine has one copy, so that nobody counts them. */
export function isPerInstance({ scaling }: { readonly scaling: ScalingSpec }): boolean {
  return scaling.kind === 'perInstance';
}
