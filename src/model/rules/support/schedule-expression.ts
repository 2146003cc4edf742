/** The shape of schedules as EventBridge and Application Auto Scaling write them. */
export interface ScheduleFault {
  readonly reason: string;
  /** A right one, as near to the given one as we can tell. */
  readonly example: string;
}

const EXAMPLE = 'cron(0 8 ? * MON-FRI *)';
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
  /** Letters with a meaning of their own: last day, nearest weekday, nth weekday of the month. */
  readonly special?: RegExp;
}

const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of the month', min: 1, max: 31, special: /^(?:\?|L|LW|\d{1,2}W)$/ },
  { name: 'month', min: 1, max: 12, words: MONTHS },
  { name: 'day of the week', min: 1, max: 7, words: WEEKDAYS, special: /^(?:\?|L|[1-7]L|[1-7]#[1-5])$/ },
  { name: 'year', min: 1970, max: 2199 },
];

export function scheduleFault(expression: string): ScheduleFault | undefined {
  const [, kind, body] = /^(cron|rate|at)\((.*)\)$/.exec(expression) ?? [];
  switch (kind) {
    case 'cron': return cronFault(body);
    case 'rate': return rateFault(body);
    case 'at': return atFault(body);
    default: return { reason: "it must begin with 'cron(', 'rate(' or 'at(' and end with ')'", example: fromCrontab(expression) ?? EXAMPLE };
  }
}

/** Five fields are what a crontab takes; the weekday is counted differently there, so that only `*` is carried over. */
function fromCrontab(expression: string): string | undefined {
  const fields = expression.trim().split(/\s+/);
  return fields.length === 5 && fields[4] === '*' ? `cron(${fields.slice(0, 4).join(' ')} ? *)` : undefined;
}

function cronFault(body: string): ScheduleFault | undefined {
  const values = body.trim().split(/\s+/);
  if (values.length !== FIELDS.length) {
    return { reason: `cron takes six fields, minute to year, but there are ${values.length}`, example: fromCrontab(body) ?? EXAMPLE };
  }
  const wrong = FIELDS.findIndex((field, index) => !values[index].split(',').every(part => fits(part.toUpperCase(), field)));
  if (wrong >= 0) {
    return { reason: `'${values[wrong]}' is not a ${FIELDS[wrong].name}`, example: EXAMPLE };
  }
  if ((values[2] === '?') === (values[4] === '?')) {
    const fixed = values.map((value, index) => index === 4 ? (values[2] === '?' ? '*' : '?') : value);
    return { reason: "exactly one of day of the month and day of the week must be '?'", example: `cron(${fixed.join(' ')})` };
  }
  return undefined;
}

function fits(part: string, field: Field): boolean {
  if (part === '*' || field.special?.test(part)) {
    return true;
  }
  const [base, step] = part.split('/');
  if (step !== undefined && !/^[1-9]\d*$/.test(step)) {
    return false;
  }
  return base === '*' || base.split('-').every(value => inField(value, field)) && base.split('-').length <= 2;
}

function inField(value: string, { min, max, words }: Field): boolean {
  return words?.includes(value) || (/^\d{1,4}$/.test(value) && Number(value) >= min && Number(value) <= max);
}

function rateFault(body: string): ScheduleFault | undefined {
  const [, digits, unit, plural] = /^(\d+) (minute|hour|day)(s?)$/.exec(body) ?? [];
  if (digits === undefined || Number(digits) < 1) {
    return { reason: 'rate takes a whole number from 1 on and minutes, hours or days', example: 'rate(5 minutes)' };
  }
  const isOne = Number(digits) === 1;
  return isOne === (plural === '') ? undefined : { reason: `'${unit}${plural}' does not go with ${digits}`, example: `rate(${digits} ${unit}${isOne ? '' : 's'})` };
}

function atFault(body: string): ScheduleFault | undefined {
  const isDate = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(body) && !Number.isNaN(Date.parse(`${body}Z`));
  return isDate ? undefined : { reason: 'at takes a date and a time', example: 'at(2030-01-31T08:00:00)' };
}
