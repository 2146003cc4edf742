/** Finds every place where one part of a template refers to another: the raw material of ordering, checking and change sets. */
import { dependsOn, Template, TemplateResource } from './template';
import { intrinsicOf, isObject } from './values';

export interface Reference {
  readonly kind: 'ref' | 'attribute' | 'depends' | 'condition';
  /** Logical id of the resource or parameter, or name of the condition. */
  readonly target: string;
  readonly attribute?: string;
  /** Where it stands, as a JSON pointer below the value that was searched. */
  readonly path: string;
}

/** All references inside a value, in the order they are written. */
export function referencesIn(value: unknown, path = ''): Reference[] {
  if (Array.isArray(value)) { return value.flatMap((item, i) => referencesIn(item, `${path}/${i}`)); }
  const call = intrinsicOf(value);
  if (call) { return referencesOfCall(call.name, call.argument, path); }
  if (isObject(value)) { return Object.entries(value).flatMap(([key, item]) => referencesIn(item, `${path}/${key}`)); }
  return [];
}

/** All references of a resource, `DependsOn` included. */
export function referencesOf(resource: TemplateResource): Reference[] {
  return [
    ...dependsOn(resource).map((target): Reference => ({ kind: 'depends', target, path: '/DependsOn' })),
    ...resource.Condition ? [{ kind: 'condition', target: resource.Condition, path: '/Condition' } as const] : [],
    ...referencesIn(resource.Properties ?? {}, '/Properties'),
  ];
}

/** Which resources each resource waits for. Only edges between resources of the template count; a resource that refers to itself waits for itself. */
export function dependenciesOf(template: Template): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>();
  for (const [id, resource] of Object.entries(template.Resources)) {
    const targets = referencesOf(resource).filter(reference => reference.kind !== 'condition' && reference.target in template.Resources);
    edges.set(id, new Set(targets.map(reference => reference.target)));
  }
  return edges;
}

function referencesOfCall(name: string, argument: unknown, path: string): Reference[] {
  switch (name) {
    case 'Ref':
      return [{ kind: 'ref', target: String(argument), path }];
    case 'Condition':
      return [{ kind: 'condition', target: String(argument), path }];
    case 'Fn::GetAtt': {
      const [target, attribute] = splitGetAtt(argument);
      return [{ kind: 'attribute', target, attribute: typeof attribute === 'string' ? attribute : undefined, path }, ...referencesIn(attribute, path)];
    }
    case 'Fn::Sub':
      return referencesOfSub(argument, path);
    case 'Fn::If': {
      const [condition, ...branches] = Array.isArray(argument) ? argument : [argument];
      return [{ kind: 'condition', target: String(condition), path }, ...referencesIn(branches, path)];
    }
    default:
      return referencesIn(argument, `${path}/${name}`);
  }
}

/** `['Id', 'Attr']` and `'Id.Attr'` are the same call. */
export function splitGetAtt(argument: unknown): [string, unknown] {
  if (Array.isArray(argument)) {
    const [target, ...attribute] = argument;
    return [String(target), attribute.length > 1 ? attribute.join('.') : attribute[0]];
  }
  const [target, ...attribute] = String(argument).split('.');
  return [target, attribute.join('.')];
}

/** The placeholders of an `Fn::Sub` string, without the escaped `${!literal}` ones. */
export function placeholders(text: string): string[] {
  return [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(match => match[1].trim());
}

function referencesOfSub(argument: unknown, path: string): Reference[] {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = isObject(variables) ? variables : {};
  const found = placeholders(String(text)).filter(name => !(name in own)).map((name): Reference => {
    const dot = name.indexOf('.');
    return dot < 0
      ? { kind: 'ref', target: name, path }
      : { kind: 'attribute', target: name.slice(0, dot), attribute: name.slice(dot + 1), path };
  });
  return [...found, ...referencesIn(own, path)];
}
