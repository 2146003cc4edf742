import { Duration, Lazy, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { translate } from './cron';
import { jobTemplate } from './template';
import { JobSpec, JobTrigger, WorkloadSpec } from '../../model';
import { EksGround } from '../ground';
import { applyObject } from '../manifest';
import { RenderedPod } from '../pod';
import { lasting } from '../version';

export interface CronJobParts {
  readonly ground: EksGround;
  readonly namespace: string;
  readonly spec: WorkloadSpec & { readonly job: JobSpec };
  readonly pod: RenderedPod;
}

/** What makes jobs when their time comes; one that is suspended is there to be copied by whoever wants a run. */
export function makeCronJob(scope: Construct, { ground, namespace, spec, pod }: CronJobParts): Construct {
  const { name, labels } = lasting(spec);
  return applyObject(scope, ground, {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { name, namespace, labels },
    spec: {
      ...clockOf(spec.job.trigger),
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: { metadata: { labels }, spec: jobTemplate(spec, pod) },
    },
  });
}

function clockOf(trigger: JobTrigger): object {
  if (trigger.kind !== 'schedule') {
    // A schedule has to be said; nobody looks at it.
    return { schedule: '0 0 1 1 *', suspend: true };
  }
  const { expression, timeZone, overlap, startWithin = Duration.days(1) } = trigger;
  const translated = Token.isUnresolved(expression) ? undefined : translate(expression);
  return {
    ...translated && 'schedule' in translated
      ? { schedule: translated.schedule, timeZone: translated.timeZone ?? timeZone }
      : { schedule: Lazy.uncachedString({ produce: context => scheduleOf(String(context.resolve(expression))) }), timeZone },
    suspend: false,
    concurrencyPolicy: overlap === 'skip' ? 'Forbid' : 'Allow',
    startingDeadlineSeconds: startWithin.toSeconds(),
  };
}

/** Of an expression that another construct fills in at synthesis. */
function scheduleOf(expression: string): string {
  const translated = translate(expression);
  return 'schedule' in translated ? translated.schedule : expression;
}
