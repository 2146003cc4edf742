/** The part of kubectl's JSONPath that people wait with: members, elements, wildcards and filters. What is not in it is an error. */
import { isRecord } from '../api/values';

type Step =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'element'; readonly index: number }
  | { readonly kind: 'all' }
  | { readonly kind: 'filter'; readonly path: readonly Step[]; readonly operator?: string; readonly right?: Right };

/** What a member is compared with: a value, or another member of the same element. */
type Right = { readonly literal: unknown } | { readonly path: readonly Step[] };

const MEMBER = /^\.((?:\\.|[^.[\]\\*\s])+)/;
const QUOTED = /^\[\s*'((?:\\.|[^'\\])*)'\s*\]/;
const ELEMENT = /^\[\s*(-?\d+)\s*\]/;
const ALL = /^(?:\[\s*\*\s*\]|\.\*)/;
const FILTER = /^\[\?\(\s*@([^=!<>)]*?)\s*(?:(==|!=|<=|>=|<|>)\s*("[^"]*"|'[^']*'|[^\s)]+)\s*)?\)\]/;

/** Text that stands between paths. */
const TEXT = /^"([^"]*)"$/;

/** What kubectl prints for a path: the values found, with a space between two. Empty if there are none. */
export function printPath(path: string, value: unknown): string {
  // Several paths are printed one after the other, with nothing between.
  return path.split('}{').map(one => TEXT.exec(one)?.[1] ?? evaluate(parse(one.trim().replace(/^\$/, '')), value).map(print).join(' ')).join('');
}

function parse(path: string): Step[] {
  const steps: Step[] = [];
  let rest = path;
  const taken = (pattern: RegExp): RegExpExecArray | undefined => {
    const match = pattern.exec(rest) ?? undefined;
    rest = match ? rest.slice(match[0].length) : rest;
    return match;
  };
  while (rest !== '') {
    let match: RegExpExecArray | undefined;
    if (taken(ALL)) {
      steps.push({ kind: 'all' });
    } else if ((match = taken(MEMBER)) ?? (match = taken(QUOTED))) {
      steps.push({ kind: 'member', name: match[1].replace(/\\(.)/g, '$1') });
    } else if ((match = taken(ELEMENT))) {
      steps.push({ kind: 'element', index: Number(match[1]) });
    } else if ((match = taken(FILTER))) {
      steps.push({ kind: 'filter', path: parse(match[1]), operator: match[2], right: match[3] === undefined ? undefined : rightOf(match[3]) });
    } else {
      throw new Error(`error: error parsing jsonpath {${path}}, '${rest}' is not understood by the local endpoint`);
    }
  }
  return steps;
}

function rightOf(text: string): Right {
  return text.startsWith('@') ? { path: parse(text.slice(1)) } : { literal: literalOf(text) };
}

function literalOf(text: string): unknown {
  return /^["']/.test(text) ? text.slice(1, -1) : text === 'true' ? true : text === 'false' ? false : Number(text);
}

function evaluate(steps: readonly Step[], value: unknown): unknown[] {
  return steps.reduce<unknown[]>((values, step) => values.flatMap(one => follow(step, one)), [value]);
}

function follow(step: Step, value: unknown): unknown[] {
  switch (step.kind) {
    case 'member': return isRecord(value) && value[step.name] !== undefined ? [value[step.name]] : [];
    case 'element': return element(value, step.index);
    case 'all': return Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
    case 'filter': return (Array.isArray(value) ? value as unknown[] : []).filter(one => passes(step, one));
  }
}

function element(value: unknown, index: number): unknown[] {
  if (!Array.isArray(value)) { throw new Error('error: error executing jsonpath: is not array or slice'); }
  const at = index < 0 ? value.length + index : index;
  if (at < 0 || at >= value.length) { throw new Error(`error: error executing jsonpath: array index out of bounds: index ${index}, length ${value.length}`); }
  return [value[at]];
}

/** A member that is not there passes no comparison. */
function passes({ path, operator, right: given }: Extract<Step, { kind: 'filter' }>, value: unknown): boolean {
  const [found] = evaluate(path, value);
  if (operator === undefined || found === undefined) { return found !== undefined; }
  const other = given && 'path' in given ? evaluate(given.path, value)[0] : given?.literal;
  if (other === undefined) { return false; }
  if (typeof found !== typeof other) { throw new Error('error: error executing jsonpath: incompatible types for comparison'); }
  const [left, right] = [found as number, other as number];
  switch (operator) {
    case '==': return left === right;
    case '!=': return left !== right;
    case '<': return left < right;
    case '<=': return left <= right;
    case '>': return left > right;
    default: return left >= right;
  }
}

function print(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
