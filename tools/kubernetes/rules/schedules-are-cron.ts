/** A schedule is cron as Kubernetes reads it, in a zone of its own member, with time enough to be noticed. */
import { Rule } from './rule';
import { complain } from '../app';
import { record } from '../object';
import { isCron } from '../syntax';

/** The cluster looks at schedules every ten seconds. */
const LEAST_DEADLINE = 10;

export const schedulesAreCron: Rule = {
  name: 'schedules are cron',
  *check(app) {
    for (const object of app.ofKind('CronJob')) {
      const { schedule, timeZone, startingDeadlineSeconds = LEAST_DEADLINE } = record(object.spec);
      if (!isCron(schedule)) {
        yield complain(object, 'spec.schedule', `'${String(schedule)}' is not minute, hour, day, month and day of the week from 0 to 6`);
      }
      if (timeZone !== undefined && !isTimeZone(timeZone)) {
        yield complain(object, 'spec.timeZone', `'${String(timeZone)}' is no time zone`);
      }
      if (startingDeadlineSeconds < LEAST_DEADLINE) {
        yield complain(object, 'spec.startingDeadlineSeconds', `the cluster may look away for ${LEAST_DEADLINE} seconds, and the job never starts`);
      }
    }
  },
};

function isTimeZone(name: unknown): boolean {
  try {
    return typeof name === 'string' && /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
