import { duration, handle, number, text } from './words';
import { assertNever } from '../../private/assert-never';
import { JobSpec, JobTrigger, ScheduleTrigger } from '../job';

export function describeJob({ trigger, timeout, retries }: JobSpec): string[] {
  return [
    ...describeTrigger(trigger),
    timeout ? `for ${duration(timeout)} at most` : 'for as long as it takes',
    ...retries === 0 ? [] : [`started anew ${number(retries)} times when it fails`],
  ];
}

function describeTrigger(trigger: JobTrigger): string[] {
  switch (trigger.kind) {
    case 'schedule': return describeSchedule(trigger);
    case 'release': return ['before each new version', ...trigger.undoCommand ? [`taken back by ${trigger.undoCommand.map(text).join(' ')}`] : []];
    case 'request': return ['when it is asked for'];
    default: return assertNever(trigger);
  }
}

function describeSchedule({ expression, timeZone, overlap, flexibleWindow, startWithin, startRetries, deadLetters }: ScheduleTrigger): string[] {
  return [
    `at ${text(expression)} ${text(timeZone)}`,
    overlap === 'allow' ? 'even while the last run goes on' : 'unless the last run goes on',
    ...flexibleWindow ? [`some time within ${duration(flexibleWindow)}`] : [],
    ...startWithin ? [`at most ${duration(startWithin)} late`] : [],
    ...startRetries === undefined ? [] : [`its start is tried ${number(startRetries)} times more`],
    ...deadLetters ? [`what cannot be started goes to ${handle(deadLetters)}`] : [],
  ];
}
