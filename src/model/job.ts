import { Duration } from 'aws-cdk-lib/core';
import { QueueHandle } from './handle';

/** A workload that nobody keeps running: something starts it, it does its work, and its exit code says how that went. */
export interface JobSpec {
  readonly trigger: JobTrigger;
  /** A run that takes longer is stopped and has failed. Undefined where nobody said how long it may take. */
  readonly timeout?: Duration;
  /** How often a run that has failed is started anew. */
  readonly retries: number;
}

/** What starts a run. */
export type JobTrigger = ScheduleTrigger | ReleaseTrigger | RequestTrigger;

/** The clock does. */
export interface ScheduleTrigger {
  readonly kind: 'schedule';
  /** A cron, rate or at expression, as EventBridge Scheduler writes it. */
  readonly expression: string;
  readonly timeZone: string;
  readonly overlap: JobOverlap;
  /** A run may begin at any moment of this time after its own, so that not all begin at once. Undefined: when its time comes. */
  readonly flexibleWindow?: Duration;
  /** How late a run may still begin. Undefined: as late as the platform tries. */
  readonly startWithin?: Duration;
  /** How often the platform tries to start a run before it gives up. Undefined: as often as it does by itself. */
  readonly startRetries?: number;
  /** A queue for the runs that could not be started. Undefined: one of the job's own, where there is such a thing. */
  readonly deadLetters?: QueueHandle;
}

/** What becomes of a run whose time comes while the one before it still goes on. */
export type JobOverlap = 'allow' | 'skip';

/** The deployment of a new version does; services wait for the end of the run. */
export interface ReleaseTrigger {
  readonly kind: 'release';
  /** What the main container runs to take a release back when the deployment goes back. Undefined: nothing is run then. */
  readonly undoCommand?: readonly string[];
}

/** People and programs do, whenever they like. */
export interface RequestTrigger {
  readonly kind: 'request';
}

export type JobDraft = Partial<Omit<JobSpec, 'trigger'>> & {
  readonly trigger: Partial<ScheduleTrigger> & Pick<ScheduleTrigger, 'kind' | 'expression'> | ReleaseTrigger | RequestTrigger;
};

/** Whether copies come and go with runs, so that there is no service. */
export function isJob<T extends { readonly job?: JobSpec }>(spec: T): spec is T & { readonly job: JobSpec } {
  return spec.job !== undefined;
}
