/** The rules of a Choice state. */
import { Places, valueAt } from './paths';
import { ServiceError } from '../../engine/errors';
import { isObject, JsonObject } from '../../engine/values';

export function holds(rule: JsonObject, places: Places): boolean {
  if (Array.isArray(rule.And)) { return rule.And.filter(isObject).every(part => holds(part, places)); }
  if (Array.isArray(rule.Or)) { return rule.Or.filter(isObject).some(part => holds(part, places)); }
  if (isObject(rule.Not)) { return !holds(rule.Not, places); }
  const value = valueAt(String(rule.Variable), places);
  const [name, operand] = Object.entries(rule).find(([key]) => !['Variable', 'Next', 'Comment'].includes(key)) ?? ['nothing', undefined];
  const wanted = name.endsWith('Path') ? valueAt(String(operand), places) : operand;
  const test = TESTS[name.replace(/Path$/, '')];
  if (!test) { throw new ServiceError('NotModelled', `Choice rules with ${name} are not modelled by the local endpoint`); }
  return test(value, wanted);
}

type Test = (value: unknown, wanted: unknown) => boolean;

const equals: Test = (value, wanted) => value === wanted;
const less: Test = (value, wanted) => (value as number) < (wanted as number);
const greater: Test = (value, wanted) => (value as number) > (wanted as number);
const moment = (value: unknown): number => Date.parse(String(value));
const inTime = (test: Test): Test => (value, wanted) => test(moment(value), moment(wanted));

const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: equals,
  NumericEquals: equals,
  BooleanEquals: equals,
  NumericLessThan: less,
  NumericLessThanEquals: (value, wanted) => !greater(value, wanted),
  NumericGreaterThan: greater,
  NumericGreaterThanEquals: (value, wanted) => !less(value, wanted),
  TimestampEquals: inTime(equals),
  TimestampLessThan: inTime(less),
  TimestampGreaterThan: inTime(greater),
  StringMatches: (value, wanted) => new RegExp(`^${String(wanted).replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`, 's').test(String(value)),
  IsPresent: (value, wanted) => (value !== undefined) === wanted,
  IsNull: (value, wanted) => (value === null) === wanted,
  IsString: (value, wanted) => (typeof value === 'string') === wanted,
};
