/** Whether an event is what a pattern asks for. */
import { ServiceError } from '../engine/errors';
import { isObject, JsonObject } from '../engine/values';

export function matches(pattern: JsonObject, event: unknown): boolean {
  return Object.entries(pattern).every(([name, wanted]) => {
    if (name === '$or') { return (wanted as JsonObject[]).some(part => matches(part, event)); }
    const value = isObject(event) ? event[name] : undefined;
    // Of several objects one alone has to be all that is asked for.
    if (isObject(wanted)) { return Array.isArray(value) ? value.some(item => matches(wanted, item)) : matches(wanted, value); }
    const values = Array.isArray(value) ? value : [value];
    return (wanted as unknown[]).some(one => values.some(found => fits(one, found)));
  });
}

function fits(wanted: unknown, value: unknown): boolean {
  if (!isObject(wanted)) { return wanted === value; }
  const [[kind, operand]] = Object.entries(wanted);
  const some = (values: unknown) => (Array.isArray(values) ? values : [values]) as unknown[];
  switch (kind) {
    case 'prefix': return typeof value === 'string' && value.startsWith(String(operand));
    case 'suffix': return typeof value === 'string' && value.endsWith(String(operand));
    case 'wildcard': return typeof value === 'string'
      && new RegExp(`^${String(operand).replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(value);
    case 'exists': return (value !== undefined) === operand;
    case 'equals-ignore-case': return String(value).toLowerCase() === String(operand).toLowerCase();
    case 'numeric': return typeof value === 'number' && compares(value, operand as readonly (string | number)[]);
    // Whatever is not there is not anything.
    case 'anything-but': return value !== undefined && (isObject(operand) ? !fits(operand, value) : !some(operand).includes(value));
    default: throw new ServiceError('NotModelled', `Event patterns with ${kind} are not modelled by the local endpoint`);
  }
}

/** Pairs of an operator and a number, all of which must hold. */
function compares(value: number, [operator, bound, ...rest]: readonly (string | number)[]): boolean {
  const limit = Number(bound);
  const holds = { '>': value > limit, '>=': value >= limit, '<': value < limit, '<=': value <= limit, '=': value === limit }[String(operator)];
  return holds === true && (rest.length === 0 || compares(value, rest));
}
