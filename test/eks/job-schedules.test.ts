/** A translated schedule means the same moments: both are evaluated, each by the rules of its own house. */
import * as fc from 'fast-check';
import { translate } from '../../src/eks/job/cron';
import { scheduleFault } from '../../src/model/rules/support/schedule-expression';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
}

const EVENTBRIDGE: readonly Bounds[] = [
  { min: 0, max: 59 }, { min: 0, max: 23 }, { min: 1, max: 31 }, { min: 1, max: 12, words: MONTHS }, { min: 1, max: 7, words: WEEKDAYS },
];
const KUBERNETES: readonly Bounds[] = [{ min: 0, max: 59 }, { min: 0, max: 23 }, { min: 1, max: 31 }, { min: 1, max: 12 }, { min: 0, max: 6 }];

/** The numbers that a field names. Kubernetes takes a step after a star or a range only; EventBridge also after a number, from which it counts on. */
function numbersIn(field: string, { min, max, words = [] }: Bounds, stepsFromNumbers: boolean): Set<number> {
  const numberOf = (word: string) => words.includes(word) ? words.indexOf(word) + min : Number(word);
  const numbers = new Set<number>();
  for (const part of field.split(',')) {
    const [base, step = '1'] = part.split('/');
    const [first, last] = base === '*' || base === '?' ? [min, max] : base.split('-').map(numberOf);
    if (last === undefined && part.includes('/') && !stepsFromNumbers) {
      throw new Error(`a step after a number: ${field}`);
    }
    const end = last ?? (part.includes('/') ? max : first);
    if (!(first >= min && end <= max && first <= end)) {
      throw new Error(`out of range: ${field}`);
    }
    for (let number = first; number <= end; number += Number(step)) {
      numbers.add(number);
    }
  }
  return numbers;
}

const parts = (moment: Date) => [moment.getUTCMinutes(), moment.getUTCHours(), moment.getUTCDate(), moment.getUTCMonth() + 1, moment.getUTCDay()];

/** Weekdays from 1, and whichever of the two days is a question mark says nothing. */
function runsOnEventBridge(expression: string, moment: Date): boolean {
  const fields = /^cron\((.*)\)$/.exec(expression)![1].split(' ').slice(0, 5);
  const actual = parts(moment).map((value, index) => index === 4 ? value + 1 : value);
  return fields.every((field, index) => field === '?' || numbersIn(field, EVENTBRIDGE[index], true).has(actual[index]));
}

/** Weekdays from 0, and of two days that are both restricted either one will do. */
function runsOnKubernetes(schedule: string, moment: Date): boolean {
  const fields = schedule.split(' ');
  const actual = parts(moment);
  const matches = fields.map((field, index) => numbersIn(field, KUBERNETES[index], false).has(actual[index]));
  const free = (index: number) => fields[index] === '*';
  const day = free(2) || free(4) ? matches[2] && matches[4] : matches[2] || matches[4];
  return matches[0] && matches[1] && matches[3] && day;
}

function fieldOf({ min, max, words }: Bounds): fc.Arbitrary<string> {
  const number = fc.integer({ min, max });
  const named = words ? number.chain(value => fc.constantFrom(String(value), words[value - min])) : number.map(String);
  const range = fc.tuple(number, number).map(([one, other]) => `${Math.min(one, other)}-${Math.max(one, other)}`);
  const step = fc.integer({ min: 1, max: Math.min(30, max) });
  const stepped = fc.tuple(fc.oneof(fc.constant('*'), range, number.map(String)), step).map(([base, every]) => `${base}/${every}`);
  return fc.oneof(fc.constant('*'), fc.array(fc.oneof(named, range, stepped), { minLength: 1, maxLength: 3 }).map(list => list.join(',')));
}

const [aMinute, anHour, aDay, aMonth, aWeekday] = EVENTBRIDGE.map(fieldOf);
const expressions = fc.tuple(aMinute, anHour, aDay, aMonth, aWeekday, fc.boolean())
  .map(([minute, hour, day, month, weekday, byWeekday]) => `cron(${minute} ${hour} ${byWeekday ? `? ${month} ${weekday}` : `${day} ${month} ?`} *)`);
const moments = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true });

function scheduleOf(expression: string): string {
  const translated = translate(expression);
  if (!('schedule' in translated)) {
    throw new Error(translated.reason);
  }
  return translated.schedule;
}

describe('cron expressions', () => {
  test('that are made here are ones', () => {
    fc.assert(fc.property(expressions, expression => scheduleFault(expression) === undefined), { numRuns: 300 });
  });

  test('mean the same moments', () => {
    fc.assert(fc.property(expressions, fc.array(moments, { minLength: 20, maxLength: 20 }), (expression, sample) => {
      const schedule = scheduleOf(expression);
      sample.forEach(moment => expect(runsOnKubernetes(schedule, moment)).toBe(runsOnEventBridge(expression, moment)));
    }), { numRuns: 300 });
  });

  test('mean the same days of a whole year', () => {
    fc.assert(fc.property(aDay, aMonth, aWeekday, fc.boolean(), (day, month, weekday, byWeekday) => {
      const expression = `cron(0 0 ${byWeekday ? `? ${month} ${weekday}` : `${day} ${month} ?`} *)`;
      const schedule = scheduleOf(expression);
      for (let number = 0; number < 366; number++) {
        const moment = new Date(Date.UTC(2028, 0, 1 + number));
        expect(runsOnKubernetes(schedule, moment)).toBe(runsOnEventBridge(expression, moment));
      }
    }), { numRuns: 40 });
  });

  test.each([
    ['cron(0 8 ? * MON-FRI *)', '0 8 * * 1-5'],
    ['cron(0 8 ? * 2-6 *)', '0 8 * * 1-5'],
    ['cron(15/20 * * * ? *)', '15-59/20 * * * *'],
    ['cron(0 0 1 jan,jul ? *)', '0 0 1 1,7 *'],
    ['cron(0 0 ? * SUN *)', '0 0 * * 0'],
  ])('%s is %s', (expression, schedule) => {
    expect(translate(expression)).toEqual({ schedule });
  });

  test.each([
    ['cron(0 0 L * ? *)', "'L' as the day of the month"],
    ['cron(0 0 15W * ? *)', "'15W' as the day of the month"],
    ['cron(0 0 ? * 6L *)', "'6L' as the day of the week"],
    ['cron(0 0 ? * MON#1 *)', "'MON#1' as the day of the week"],
    ['cron(0 0 ? * SAT-MON *)', 'ends before it begins'],
    ['cron(0 0 1 1 ? 2030)', 'the year 2030'],
    ['at(2030-01-31T08:00:00)', 'one moment'],
  ])('%s is refused', (expression, reason) => {
    expect(translate(expression)).toEqual(expect.objectContaining({ reason: expect.stringContaining(reason) }));
  });
});

describe('rates', () => {
  /** Minutes of two days at which the schedule runs. */
  const minutesOf = (schedule: string) =>
    [...Array(2880).keys()].filter(minute => runsOnKubernetes(schedule, new Date(Date.UTC(2027, 4, 3, 0, minute))));

  test('that are taken run at equal intervals, over midnight, by a clock that is never changed', () => {
    for (let minutes = 1; minutes <= 1440; minutes++) {
      const translated = translate(`rate(${minutes} minutes)`);
      if ('schedule' in translated) {
        const times = minutesOf(translated.schedule);
        expect(translated.timeZone).toBe('Etc/UTC');
        expect(times).toHaveLength(2880 / minutes);
        expect(new Set(times.slice(1).map((time, index) => time - times[index]))).toEqual(new Set([minutes].slice(0, times.length - 1)));
      }
    }
  });

  test('that are refused would not, and the nearest one is taken', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 5000 }), minutes => {
      const translated = translate(`rate(${minutes} minutes)`);
      if ('reason' in translated) {
        expect(60 % minutes === 0 || (minutes % 60 === 0 && 1440 % minutes === 0)).toBe(false);
        expect(translate(translated.nearest!)).toHaveProperty('schedule');
        expect(scheduleFault(translated.nearest!)).toBeUndefined();
      }
    }));
  });

  test.each([
    ['rate(1 minute)', '* * * * *'],
    ['rate(5 minutes)', '*/5 * * * *'],
    ['rate(1 hour)', '0 * * * *'],
    ['rate(6 hours)', '0 */6 * * *'],
    ['rate(1 day)', '0 0 * * *'],
  ])('%s is %s', (expression, schedule) => {
    expect(translate(expression)).toEqual({ schedule, timeZone: 'Etc/UTC' });
  });
});
