/** Schedules of EventBridge Scheduler in the words of Kubernetes, as far as it has words for them. */

/** When a CronJob runs, or why it cannot. */
export type Translated = { readonly schedule: string; readonly timeZone?: string } | { readonly reason: string; readonly nearest?: string };

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly name: string;
  readonly max: number;
  readonly words?: readonly string[];
  /** What Kubernetes counts from something else: weekdays from 0, where EventBridge has 1. */
  readonly shift?: number;
  readonly firstWord?: number;
}

const FIELDS: readonly Field[] = [
  { name: 'minute', max: 59 },
  { name: 'hour', max: 23 },
  { name: 'day of the month', max: 31 },
  { name: 'month', max: 12, words: MONTHS, firstWord: 1 },
  { name: 'day of the week', max: 7, words: WEEKDAYS, firstWord: 1, shift: -1 },
];

/**
 * The same moments in five fields. Expressions that are malformed have been refused before.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export function translate(expression: string): Translated {
  const [, kind, body] = /^(\w+)\((.*)\)$/.exec(expression)!;
  switch (kind) {
    case 'cron': return translateCron(body.trim().split(/\s+/));
    case 'rate': return translateRate(body);
    default: return { reason: 'it is one moment, and a CronJob repeats' };
  }
}

function translateCron(values: readonly string[]): Translated {
  const year = values[5];
  if (year !== '*') {
    return { reason: `it names the year ${year}, and a CronJob repeats every year`, nearest: `cron(${[...values.slice(0, 5), '*'].join(' ')})` };
  }
  const special = values.slice(0, 5).findIndex((value, index) => index !== 3 && /[LW#]/i.test(withoutWords(value, FIELDS[index])));
  if (special >= 0) {
    return { reason: `'${values[special]}' as the ${FIELDS[special].name} has no counterpart in Kubernetes` };
  }
  const fields = FIELDS.map((field, index) => translateField(values[index].toUpperCase(), field));
  const inverted = fields.indexOf(undefined);
  return inverted >= 0
    ? { reason: `'${values[inverted]}' ends before it begins, which a CronJob does not take for a ${FIELDS[inverted].name}` }
    : { schedule: fields.join(' ') };
}

function withoutWords(value: string, { words = [] }: Field): string {
  return words.reduce((rest, word) => rest.replace(new RegExp(word, 'gi'), ''), value);
}

/** Undefined for ranges whose end is before their beginning. */
function translateField(value: string, field: Field): string | undefined {
  const parts = value.split(',').map(part => translatePart(part, field));
  return parts.includes(undefined) ? undefined : parts.join(',');
}

function translatePart(part: string, field: Field): string | undefined {
  const { max, shift = 0 } = field;
  const [base, step] = part.split('/');
  const steps = step === undefined ? '' : `/${step}`;
  if (base === '*' || base === '?') {
    return `*${steps}`;
  }
  const [first, last] = base.split('-').map(value => numberOf(value, field));
  if (last === undefined) {
    // From there on, as EventBridge means it.
    return steps ? `${first + shift}-${max + shift}${steps}` : `${first + shift}`;
  }
  return first > last ? undefined : `${first + shift}-${last + shift}${steps}`;
}

function numberOf(value: string, { words = [], firstWord = 0 }: Field): number {
  const word = words.indexOf(value);
  return word < 0 ? Number(value) : word + firstWord;
}

const MINUTES = { minute: 1, hour: 60, day: 1440 };

/** Steps begin anew with each hour and each day, so only what divides them comes at equal intervals. */
function translateRate(body: string): Translated {
  const [, digits, unit] = /^(\d+) (minute|hour|day)s?$/.exec(body)!;
  const minutes = Number(digits) * MINUTES[unit as keyof typeof MINUTES];
  // A rate does not know when clocks are changed.
  const timeZone = 'Etc/UTC';
  if (minutes < 60 && 60 % minutes === 0) {
    return { schedule: minutes === 1 ? '* * * * *' : `*/${minutes} * * * *`, timeZone };
  }
  const hours = minutes / 60;
  if (Number.isInteger(hours) && hours <= 24 && 24 % hours === 0) {
    return { schedule: `0 ${hours === 1 ? '*' : hours === 24 ? '0' : `*/${hours}`} * * *`, timeZone };
  }
  return { reason: 'a CronJob repeats by the hour and by the day, which it does not divide into equal parts', nearest: nearestRate(minutes) };
}

const RATES = [1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440];

function nearestRate(minutes: number): string {
  const nearest = RATES.reduce((best, rate) => Math.abs(rate - minutes) < Math.abs(best - minutes) ? rate : best);
  const [count, unit] = nearest < 60 ? [nearest, 'minute'] : nearest < 1440 ? [nearest / 60, 'hour'] : [1, 'day'];
  return `rate(${count} ${unit}${count === 1 ? '' : 's'})`;
}
