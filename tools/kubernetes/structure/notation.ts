/** How the members of Kubernetes types are written down. */
import { isStandIn } from '../syntax';

/**
 * Each member with its type; a name that ends in '!' must be given. A type is one of the words below, the name of
 * another type, '[]' before the type of the elements of a list, or '{}' before the type of the values of a map.
 */
export type Types = Readonly<Record<string, Readonly<Record<string, string>>>>;

const inRange = (bits: number) => (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < 2 ** (bits - 1);
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const isString = (value: unknown) => typeof value === 'string';

/** The types that are not made of others: what they are called in a complaint, and which values they take. */
export const WORDS: Readonly<Record<string, { readonly name: string; readonly takes: (value: unknown) => boolean }>> = {
  'any': { name: 'anything', takes: () => true },
  'boolean': { name: 'true or false', takes: value => typeof value === 'boolean' },
  'byte': { name: 'a string in Base64', takes: value => isString(value) && (isStandIn(value) || BASE64.test(value as string)) },
  'date-time': { name: 'a time such as 2026-01-31T00:00:00Z', takes: value => isString(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value as string) },
  'double': { name: 'a number', takes: value => typeof value === 'number' },
  'int-or-string': { name: 'a whole number or a string', takes: value => isString(value) || inRange(32)(value) },
  'int32': { name: 'a whole number', takes: inRange(32) },
  'int64': { name: 'a whole number', takes: value => Number.isSafeInteger(value) },
  'quantity': { name: 'a quantity', takes: value => isString(value) || typeof value === 'number' },
  'string': { name: 'a string', takes: isString },
};
