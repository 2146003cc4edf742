/** Paths into JSON as Amazon States Language writes them: `$.a.b[0]`, `$$.Execution.Id`, and payload templates made of them. */
import { createHash } from 'node:crypto';
import { ServiceError } from '../../engine/errors';
import { isObject } from '../../engine/values';

export interface Places {
  readonly input: unknown;
  /** What `$$` means. */
  readonly context: unknown;
}

export function valueAt(path: string, { input, context }: Places): unknown {
  if (path.startsWith('States.')) { return intrinsic(path, { input, context }); }
  const filter = /^(.*?)\[\?\(@\.(\w+)=='([^']*)'\)\](.*)$/.exec(path);
  if (filter) { return filtered(filter, { input, context }); }
  const isContext = path.startsWith('$$');
  const steps = [...path.slice(isContext ? 2 : 1).matchAll(/\.([A-Za-z0-9_-]+)|\[(\d+)\]|\['([^']+)'\]/g)];
  if (steps.map(([text]) => text).join('') !== path.slice(isContext ? 2 : 1)) {
    throw new ServiceError('NotModelled', `The path ${path} is not modelled by the local endpoint`);
  }
  let value = isContext ? context : input;
  for (const [, name, index, quoted] of steps) {
    const key = name ?? quoted ?? Number(index);
    value = (value as Record<string | number, unknown> | undefined)?.[key];
    if (value === undefined) { return undefined; }
  }
  return value;
}

/** Those items of a list that have a value, or what is found in each of them: a list, which may be empty. */
function filtered([, list, member, wanted, rest]: readonly string[], places: Places): unknown[] {
  const items = valueAt(list, places);
  return (Array.isArray(items) ? items.filter(isObject) : [])
    .filter(item => item[member] === wanted)
    .map(item => valueAt(`$${rest}`, { ...places, input: item }))
    .filter(found => found !== undefined);
}

/** Members whose names end in `.$` take their value from a path. */
export function filled(template: unknown, places: Places): unknown {
  if (Array.isArray(template)) { return template.map(item => filled(item, places)); }
  if (!isObject(template)) { return template; }
  return Object.fromEntries(Object.entries(template).map(([key, value]) => {
    if (!key.endsWith('.$')) { return [key, filled(value, places)]; }
    const found = valueAt(String(value), places);
    if (found === undefined) { throw new StateFailed('States.ParameterPathFailure', `The JSONPath '${String(value)}' could not be found in the input`); }
    return [key.slice(0, -2), found];
  }));
}

export function written(path: string | null | undefined, input: unknown, result: unknown): unknown {
  if (path === null) { return input; }
  if (path === undefined || path === '$') { return result; }
  const copy = structuredClone(isObject(input) ? input : {});
  const steps = path.slice(2).split('.');
  let place: Record<string, unknown> = copy;
  for (const step of steps.slice(0, -1)) { place = (place[step] ??= {}) as Record<string, unknown>; }
  place[steps.at(-1)!] = result;
  return copy;
}

export class StateFailed extends Error {
  /** Waiters fail over and over, and hardly anybody asks why: then the cause need not be written. */
  constructor(public readonly error: string, private readonly why: string | (() => string)) { super(error); }

  public get cause(): string {
    return typeof this.why === 'string' ? this.why : this.why();
  }
}

function intrinsic(text: string, places: Places): unknown {
  const call = /^States\.(Array|Format|StringToJson|JsonToString|ArrayGetItem|StringSplit|MathAdd|ArrayLength|Hash)\((.*)\)$/.exec(text);
  if (!call) { throw new ServiceError('NotModelled', `${text} is not modelled by the local endpoint`); }
  const values = splitArguments(call[2]).map(argument => argumentOf(argument, places));
  switch (call[1]) {
    case 'Array': return values;
    case 'Format': { let next = 1; return String(values[0]).replace(/\{\}/g, () => String(values[next++])); }
    case 'StringToJson': return JSON.parse(String(values[0])) as unknown;
    case 'JsonToString': return JSON.stringify(values[0]);
    case 'Hash': return createHash(String(values[1]).replace('-', '')).update(String(values[0])).digest('hex');
    case 'MathAdd': return Number(values[0]) + Number(values[1]);
    case 'ArrayLength': return (values[0] as unknown[]).length;
    case 'ArrayGetItem': return (values[0] as unknown[])[Number(values[1])];
    default: return String(values[0]).split(String(values[1]));
  }
}

function argumentOf(text: string, places: Places): unknown {
  if (/^'.*'$/.test(text)) { return text.slice(1, -1).replace(/\\'/g, "'"); }
  return text.startsWith('$') || text.startsWith('States.') ? valueAt(text, places) : JSON.parse(text) as unknown;
}

/** At the commas that are outside of quotes and brackets. */
function splitArguments(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let part = '';
  for (const letter of text) {
    if (letter === "'") { quoted = !quoted; }
    if (!quoted && letter === '(') { depth++; }
    if (!quoted && letter === ')') { depth--; }
    if (letter === ',' && !quoted && depth === 0) { parts.push(part.trim()); part = ''; } else { part += letter; }
  }
  return part.trim() === '' ? parts : [...parts, part.trim()];
}
