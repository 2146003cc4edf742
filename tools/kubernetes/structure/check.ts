/** Checks an object against the types of Kubernetes, as strictly as `kubectl create --validate=strict` does. */
import { CUSTOM_TYPES } from './custom-types';
import { NATIVE_TYPES } from './native-types.generated';
import { Types, WORDS } from './notation';
import { CHOICES } from './words';
import { didYouMean } from '../../../src/private/did-you-mean';
import { kindOf, KINDS } from '../kinds';
import { at, Complaint, nameOf, record } from '../object';

/** All types, by their names. */
export const TYPES: Types = { ...NATIVE_TYPES, ...CUSTOM_TYPES };

type Say = (path: string, message: string) => void;

/** Unknown members, wrong types, unknown words and missing members. */
export function checkStructure(object: unknown): Complaint[] {
  const complaints: Complaint[] = [];
  const name = nameOf(object);
  const say: Say = (path, message) => complaints.push({ object: name, path, message });
  const { apiVersion, kind, metadata, spec } = record(object);
  const known = kindOf({ apiVersion, kind });
  if (known === undefined) {
    const given = `${String(apiVersion)} ${String(kind)}`;
    say('', `'${given}' is not a kind that is known here${hint(given, Object.keys(KINDS))}`);
    return complaints;
  }
  if (record(metadata).name === undefined) {
    say('metadata.name', 'is missing');
  }
  // The types say that it may be left out; only a namespace has something to be without it.
  if (spec === undefined && 'spec' in TYPES[known.type] && kind !== 'Namespace') {
    say('spec', 'is missing');
  }
  walk(object, known.type, '', say);
  return complaints;
}

function walk(value: unknown, type: string, path: string, say: Say): void {
  if (type.startsWith('[]')) {
    return Array.isArray(value) ? value.forEach((element, index) => walk(element, type.slice(2), `${path}[${index}]`, say)) : say(path, `is ${what(value)}, not a list`);
  }
  if (type.startsWith('{}')) {
    return isObject(value) ? Object.entries(value).forEach(([key, entry]) => walk(entry, type.slice(2), at(path, key), say)) : say(path, `is ${what(value)}, not an object`);
  }
  if (Object.hasOwn(WORDS, type)) {
    return WORDS[type].takes(value) ? undefined : say(path, `is ${what(value)}, not ${WORDS[type].name}`);
  }
  return isObject(value) ? walkMembers(value, type, path, say) : say(path, `is ${what(value)}, not an object`);
}

function walkMembers(value: object, type: string, path: string, say: Say): void {
  const members = new Map(Object.entries(TYPES[type]).map(([name, member]) => [name.replace('!', ''), member]));
  for (const [name, entry] of Object.entries(value).filter(([, given]) => given !== undefined)) {
    const member = members.get(name);
    if (member === undefined) {
      say(at(path, name), `there is no such member${hint(name, [...members.keys()])}`);
    } else {
      walk(entry, member, at(path, name), say);
      walkChoice(entry, `${type}.${name}`, at(path, name), say);
    }
  }
  Object.keys(TYPES[type]).filter(name => name.endsWith('!')).map(name => name.slice(0, -1))
    .filter(name => record(value)[name] === undefined).forEach(name => say(at(path, name), 'is missing'));
}

function walkChoice(value: unknown, member: string, path: string, say: Say): void {
  const choices = Object.hasOwn(CHOICES, member) ? CHOICES[member] : undefined;
  [value].flat().filter(word => choices && typeof word === 'string' && !choices.includes(word))
    .forEach(word => say(path, `'${word as string}' is not one of ${choices!.join(', ')}`));
}

function hint(given: string, candidates: readonly string[]): string {
  const near = didYouMean(given, candidates);
  return near === undefined ? '' : `; did you mean ${near}?`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value, in the words of a complaint. */
function what(value: unknown): string {
  return value === null || value === undefined ? 'nothing' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : JSON.stringify(value);
}
