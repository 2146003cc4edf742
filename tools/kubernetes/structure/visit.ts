/** Goes through an object by its types, for rules about everything of one type wherever it is. */
import { TYPES } from './check';
import { WORDS } from './notation';
import { kindOf } from '../kinds';
import { at, KubernetesObject, record } from '../object';

/** A value that is not made of others. */
export interface Leaf {
  /** One of the words of notation.ts. */
  readonly word: string;
  /** For example 'V1ResourceRequirements.limits', also for each entry of that map. */
  readonly member: string;
  readonly value: unknown;
  readonly path: string;
}

/** Every value of an object whose type is known, except those that have another shape than their type. */
export function* leavesOf(object: KubernetesObject): Iterable<Leaf> {
  const kind = kindOf(object);
  if (kind) {
    yield* visit(object, kind.type, kind.type, '');
  }
}

function* visit(value: unknown, type: string, member: string, path: string): Iterable<Leaf> {
  if (type.startsWith('[]')) {
    for (const [index, element] of (Array.isArray(value) ? value : []).entries()) {
      yield* visit(element, type.slice(2), member, `${path}[${index}]`);
    }
  } else if (type.startsWith('{}')) {
    for (const [key, entry] of Object.entries(record(value))) {
      yield* visit(entry, type.slice(2), member, at(path, key));
    }
  } else if (Object.hasOwn(WORDS, type)) {
    if (WORDS[type].takes(value)) {
      yield { word: type, member, value, path };
    }
  } else {
    for (const [name, entry] of Object.entries(record(value))) {
      const inner = TYPES[type][name] ?? TYPES[type][`${name}!`];
      if (typeof inner === 'string') {
        yield* visit(entry, inner, `${type}.${name}`, at(path, name));
      }
    }
  }
}
