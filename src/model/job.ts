import { Duration } from 'aws-cdk-lib/core';

/** A workload that nobody keeps running: something starts it, it does its work, and its exit code says how that went. */
export interface JobSpec {
  readonly trigger: JobTrigger;
  /** A run that takes longer is stopped and has failed. */
  readonly timeout: Duration;
}

/** What starts a run. */
export type JobTrigger = ScheduleTrigger | ReleaseTrigger | RequestTrigger;

/** The clock does. */
export interface ScheduleTrigger {
  readonly kind: 'schedule';
  /** A cron, rate or at expression, as EventBridge Scheduler writes it. */
  readonly expression: string;
  readonly timeZone: string;
}

/** The deployment of a new version does; services wait for the end of the run. */
export interface ReleaseTrigger {
  readonly kind: 'release';
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
