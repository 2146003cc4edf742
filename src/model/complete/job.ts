import { DEFAULTS } from '../defaults';
import { JobDraft, JobSpec, JobTrigger } from '../job';

export function completeJob({ trigger, ...draft }: JobDraft): JobSpec {
  const { retries, releaseTimeout } = DEFAULTS.job;
  return { retries, ...trigger.kind === 'release' && { timeout: releaseTimeout }, ...draft, trigger: completeTrigger(trigger) };
}

function completeTrigger(trigger: JobDraft['trigger']): JobTrigger {
  const { timeZone, overlap } = DEFAULTS.job;
  return trigger.kind === 'schedule' ? { timeZone, overlap, ...trigger } : trigger;
}
