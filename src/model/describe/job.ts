import { duration, text } from './words';
import { assertNever } from '../../private/assert-never';
import { JobSpec, JobTrigger } from '../job';

export function describeJob({ trigger, timeout }: JobSpec): string[] {
  return [`${describeTrigger(trigger)}`, `for ${duration(timeout)} at most`];
}

function describeTrigger(trigger: JobTrigger): string {
  switch (trigger.kind) {
    case 'schedule': return `at ${text(trigger.expression)} ${text(trigger.timeZone)}`;
    case 'release': return 'before each new version';
    case 'request': return 'when it is asked for';
    default: return assertNever(trigger);
  }
}
