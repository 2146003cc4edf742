import { Rule } from './rule';
import { known } from './support/known';
import { freeName, repetitions } from './support/names';
import { scheduleFault } from './support/schedule-expression';
import { timeZoneFault } from './support/time-zone';

export const schedulesAreSound: Rule = ({ scaling }, report) => {
  const schedules = scaling.kind === 'range' ? scaling.policies.filter(policy => policy.kind === 'schedule') : [];
  for (const { name, expression, timeZone, min, max } of schedules) {
    const path = `scaling.policies.${name}`;
    if (name.trim() === '') {
      report('ScheduleNameMissing', 'scaling.policies', {});
    }
    if (min === undefined && max === undefined) {
      report('ScheduleChangesNothing', path, { name });
    }
    const fault = known(expression) ? scheduleFault(expression) : undefined;
    if (fault) {
      report('ScheduleExpressionMalformed', `${path}.expression`, { given: expression, ...fault });
    }
    const zoneFault = known(timeZone) ? timeZoneFault(timeZone) : undefined;
    if (zoneFault) {
      report('TimeZoneUnknown', `${path}.timeZone`, { given: timeZone, ...zoneFault });
    }
  }
  for (const { item } of repetitions(schedules, ({ name }) => name)) {
    report('ScheduleNameTaken', `scaling.policies.${item.name}`, { given: item.name, free: freeName(item.name, schedules.map(({ name }) => name)) });
  }
};
