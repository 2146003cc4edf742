/** Objects as the API server keeps them, and the few questions everybody asks of them. */
import { createHash } from 'node:crypto';
import { record } from '../../../kubernetes/object';

export { list, record } from '../../../kubernetes/object';

/** Any object of the API. Members are read through `record` and `list`, because they may have any shape. */
export interface StoredObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
  readonly [member: string]: any;
}

export interface Metadata {
  readonly name: string;
  /** Empty for objects of the cluster. */
  readonly namespace?: string;
  readonly uid: string;
  readonly generation: number;
  readonly creationTimestamp: string;
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string; readonly uid: string }[];
}

/** The object as `kubectl apply` was given it last; lets it tell what somebody else has set from what was taken out. */
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

/** The same text for the same value, whatever the order of its members. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) { return `[${value.map(canonical).join(',')}]`; }
  if (!isRecord(value)) { return JSON.stringify(value) ?? 'null'; }
  return `{${Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

export function same(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** The letters Kubernetes makes names of: no vowels, so that no words come out. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** Letters that follow from a value. */
export function lettersOf(value: string, length: number): string {
  return [...createHash('sha256').update(value).digest()].slice(0, length).map(byte => LETTERS[byte % LETTERS.length]).join('');
}

export function specOf(object: StoredObject): Record<string, any> {
  return record(object.spec);
}

export function statusOf(object: StoredObject): Record<string, any> {
  return record(object.status);
}

export function isOwnedBy(object: StoredObject, owner: StoredObject): boolean {
  return (object.metadata.ownerReferences ?? []).some(({ uid }) => uid === owner.metadata.uid);
}
