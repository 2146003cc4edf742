import { Duration } from 'aws-cdk-lib/core';
import { Report, Rule } from './rule';
import { JobSpec, ScheduleTrigger } from '../job';
import { checkRange } from './support/in-range';
import { known } from './support/known';
import { scheduleFault } from './support/schedule-expression';
import { timeZoneFault } from './support/time-zone';

const DAY_SECONDS = 86_400;

/** @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html */
export const runsAreStartedInTime: Rule = ({ job }, report) => {
  if (!job) {
    return;
  }
  checkRun(job, report);
  if (job.trigger.kind === 'schedule') {
    checkSchedule(job.trigger, report);
  }
};

/** A run may last a week; nobody wants to have paid for more by accident. */
function checkRun({ timeout, retries }: JobSpec, report: Report): void {
  checkSeconds(report, 'timeout', 'the time that a run may take', timeout, 30, 7 * DAY_SECONDS);
  checkRange(report, 'retries', 'the number of retries', retries, { min: 0, max: 10, whole: true });
}

function checkSchedule({ expression, timeZone, flexibleWindow, startWithin, startRetries, deadLetters }: ScheduleTrigger, report: Report): void {
  const fault = known(expression) ? scheduleFault(expression) : undefined;
  if (fault) {
    report('ScheduleExpressionMalformed', 'schedule', { given: expression, ...fault });
  }
  const zoneFault = known(timeZone) ? timeZoneFault(timeZone) : undefined;
  if (zoneFault) {
    report('TimeZoneUnknown', 'timeZone', { given: timeZone, ...zoneFault });
  }
  if (flexibleWindow && !flexibleWindow.isUnresolved()) {
    const minutes = flexibleWindow.toMinutes({ integral: false });
    checkRange(report, 'flexibleWindow', 'the flexible window', minutes, { min: 1, max: 1440, unit: 'minutes', whole: true });
  }
  checkSeconds(report, 'startWithin', 'the time within which a run starts', startWithin, 60, DAY_SECONDS);
  checkRange(report, 'startRetries', 'the number of further attempts to start a run', startRetries, { min: 0, max: 185, whole: true });
  if (deadLetters?.fifo) {
    report('DeadLettersDoNotFit', 'deadLetterQueue', { queue: deadLetters.label, fifo: true, source: 'schedule' });
  }
}

function checkSeconds(report: Report, path: string, what: string, given: Duration | undefined, min: number, max: number): void {
  if (given && !given.isUnresolved()) {
    checkRange(report, path, what, given.toSeconds({ integral: false }), { min, max, unit: 'seconds', whole: true });
  }
}
