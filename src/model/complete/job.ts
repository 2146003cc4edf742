import { DEFAULTS } from '../defaults';
import { JobDraft, JobSpec, JobTrigger } from '../job';

export function completeJob({ trigger, ...draft }: JobDraft): JobSpec {
  return { timeout: DEFAULTS.job.timeout, ...draft, trigger: completeTrigger(trigger) };
}

function completeTrigger(trigger: JobDraft['trigger']): JobTrigger {
  return trigger.kind === 'schedule' ? { timeZone: DEFAULTS.job.timeZone, ...trigger } : trigger;
}
