import { Duration } from 'aws-cdk-lib/core';

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
  | ScheduledBounds;

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

export type ScalingDraft = Partial<FixedCount> & { readonly kind: 'fixed' } | Partial<CountRange> & { readonly kind: 'range' } | PerInstance | PerRun;

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
