import { translate } from './cron';
import { isJob } from '../../model';
import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

/** The names of the jobs that a CronJob makes are its own and eleven characters. */
const MAX_NAME = 52;

/** What a CronJob cannot be told. */
export const jobsAreCronJobs: Rule = (spec, report) => {
  if (!isJob(spec)) {
    return;
  }
  if (spec.name.length > MAX_NAME) {
    report('KubernetesNameInvalid', 'workloadName', { what: 'workload', given: spec.name, max: MAX_NAME, nearest: spec.name.slice(0, MAX_NAME).replace(/-+$/, '') });
  }
  const { trigger } = spec.job;
  if (trigger.kind !== 'schedule') {
    return;
  }
  const { expression, flexibleWindow, startRetries, deadLetters } = trigger;
  const isWellFormed = known(expression) && /^(cron\((\S+ +){5}\S+\)|rate\(\d+ (minute|hour|day)s?\)|at\(.*\))$/.test(expression);
  const translated = isWellFormed ? translate(expression) : undefined;
  if (translated && 'reason' in translated) {
    report('EksScheduleUntranslatable', 'schedule', { given: expression, ...translated });
  }
  if (flexibleWindow) {
    report('EksJobDoesWithout', 'flexibleWindow', { option: 'flexibleWindow', why: 'a CronJob starts its runs when their time comes' });
  }
  if (startRetries !== undefined) {
    report('EksJobDoesWithout', 'startRetries', { option: 'startRetries', why: 'Kubernetes tries to start a run until `startWithin` is over' });
  }
  if (deadLetters) {
    report('EksJobDoesWithout', 'deadLetterQueue', { option: 'deadLetterQueue', why: 'Kubernetes keeps failed jobs themselves, and no queue of them' });
  }
};
