import { Duration } from 'aws-cdk-lib/core';

/** How many copies run. */
export type ScalingSpec = FixedCount | CountRange;

export interface FixedCount {
  readonly kind: 'fixed';
  readonly count: number;
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

export type ScalingDraft = Partial<FixedCount> & { readonly kind: 'fixed' } | Partial<CountRange> & { readonly kind: 'range' };
