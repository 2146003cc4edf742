/** Evaluates intrinsic functions against a scope. Knows nothing of stacks or services: the scope answers what names mean. */
import { cidrBlocks } from './cidr';
import { validationError } from './errors';
import { placeholders, splitGetAtt } from './references';
import { asText, intrinsicOf, isObject, JsonObject, NO_VALUE, Unknown } from './values';

/** What a name means where an intrinsic function is evaluated. */
export interface Scope {
  /** Value of a `Ref`, or undefined when nothing has that name. */
  ref(name: string): unknown;
  /** Value of a `Fn::GetAtt`. */
  attribute(logicalId: string, name: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): unknown;
  importValue(name: string): unknown;
  stackOutput(stack: string, output: string): unknown;
  zones(region: string): string[];
}

/** The value with every intrinsic function evaluated. */
export function resolve(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) { return value.map(item => resolve(item, scope)).filter(item => item !== NO_VALUE); }
  const call = intrinsicOf(value);
  if (call) { return evaluate(call.name, call.argument, scope); }
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => [key, resolve(item, scope)] as const);
    return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
  }
  return value;
}

/** Resolves an object, such as the properties of a resource. */
export function resolveObject(value: JsonObject, scope: Scope): JsonObject {
  return resolve(value, scope) as JsonObject;
}

function evaluate(name: string, argument: unknown, scope: Scope): unknown {
  const resolved = () => resolve(argument, scope);
  const list = () => listOf(name, resolved());
  switch (name) {
    case 'Ref': {
      const value = scope.ref(String(argument));
      if (value === undefined) { throw validationError(`Template format error: Unresolved resource dependencies [${argument}]`); }
      return value;
    }
    case 'Condition': return scope.condition(String(argument));
    case 'Fn::GetAtt': {
      const [target, attribute] = splitGetAtt(argument);
      return scope.attribute(target, String(resolve(attribute, scope)));
    }
    case 'Fn::If': {
      const [condition, yes, no] = listOf(name, argument);
      return resolve(scope.condition(String(condition)) ? yes : no, scope);
    }
    case 'Fn::Equals': { const [a, b] = list(); return asText(a) === asText(b); }
    case 'Fn::And': return list().every(Boolean);
    case 'Fn::Or': return list().some(Boolean);
    case 'Fn::Not': return !list()[0];
    case 'Fn::Contains': { const [values, value] = list(); return listOf(name, values).map(asText).includes(asText(value)); }
    case 'Fn::Join': return join(list());
    case 'Fn::Sub': return substitute(argument, scope);
    case 'Fn::Split': return split(list());
    case 'Fn::Select': return select(list());
    case 'Fn::FindInMap': return findInMap(list(), scope);
    case 'Fn::ImportValue': return scope.importValue(asText(resolved()));
    case 'Fn::GetStackOutput': {
      const given = resolved() as JsonObject;
      return scope.stackOutput(asText(given.StackName), asText(given.OutputName));
    }
    case 'Fn::GetAZs': return scope.zones(asText(resolved() ?? ''));
    case 'Fn::Cidr': return cidr(list());
    case 'Fn::Base64': { const text = resolved(); return text instanceof Unknown ? text : Buffer.from(asText(text)).toString('base64'); }
    case 'Fn::Length': return list().length;
    case 'Fn::ToJsonString': return JSON.stringify(resolved());
    default: throw validationError(`Template error: ${name} is not a function this endpoint knows`);
  }
}

function join([delimiter, items]: unknown[]): unknown {
  const parts = items instanceof Unknown ? [items] : listOf('Fn::Join', items);
  return parts.find(part => part instanceof Unknown) ?? parts.map(asText).join(asText(delimiter));
}

function split([delimiter, text]: unknown[]): unknown {
  return text instanceof Unknown ? text : asText(text).split(asText(delimiter));
}

function select([index, items]: unknown[]): unknown {
  if (items instanceof Unknown) { return items; }
  const list = listOf('Fn::Select', items);
  const at = Number(index);
  if (!(at in list)) { throw validationError(`Template error: Fn::Select cannot select nonexistent value at index ${at}`); }
  return list[at];
}

function findInMap([map, first, second, options]: unknown[], scope: Scope): unknown {
  const found = scope.mapping(asText(map), asText(first), asText(second));
  if (found !== undefined) { return found; }
  if (isObject(options) && 'DefaultValue' in options) { return options.DefaultValue; }
  throw validationError(`Template error: Unable to get mapping for ${asText(map)}::${asText(first)}::${asText(second)}`);
}

function cidr([block, count, bits]: unknown[]): unknown {
  return block instanceof Unknown ? block : cidrBlocks(asText(block), Number(count), bits === undefined ? undefined : Number(bits));
}

function substitute(argument: unknown, scope: Scope): unknown {
  const [text, given] = Array.isArray(argument) ? argument : [argument, {}];
  const variables = resolveObject(isObject(given) ? given : {}, scope);
  const values = new Map(placeholders(String(text)).map(name => {
    const dot = name.indexOf('.');
    const value = name in variables ? variables[name]
      : dot < 0 ? evaluate('Ref', name, scope)
        : scope.attribute(name.slice(0, dot), name.slice(dot + 1));
    return [name, value];
  }));
  const unknown = [...values.values()].find(value => value instanceof Unknown);
  if (unknown) { return unknown; }
  return String(text)
    .replace(/\$\{([^!}][^}]*)\}/g, (_match, name: string) => asText(values.get(name.trim())))
    .replace(/\$\{!([^}]*)\}/g, '${$1}');
}

function listOf(name: string, value: unknown): unknown[] {
  if (value instanceof Unknown) { return [value]; }
  if (!Array.isArray(value)) { throw validationError(`Template error: ${name} object requires a list`); }
  return value;
}
