/** Compares what a resource is with what it shall be, and says which differences make a new resource. */
import { isObject, JsonObject, sameValue, Unknown, unknownsIn } from './values';
import { PropertyFacts, Replacement, TypeFacts } from '../schemas/types';

export interface PropertyChange {
  readonly property: string;
  readonly replacement: Replacement;
  /** The references whose values are not known yet; empty when the change is certain. */
  readonly unknowns: Unknown[];
  readonly before: unknown;
  readonly after: unknown;
}

/** The top-level properties that differ. Types without facts (custom resources) are never replaced by a property alone, but by `ServiceToken`. */
export function propertyChanges(before: JsonObject, after: JsonObject, facts: TypeFacts | undefined): PropertyChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter(name => !sameValue(before[name], after[name])).map(property => ({
    property,
    replacement: facts ? replacementOf(facts.properties[property], before[property], after[property]) : property === 'ServiceToken' ? 'yes' : 'no',
    unknowns: unknownsIn(after[property]),
    before: before[property],
    after: after[property],
  }));
}

const WEIGHT: Record<Replacement, number> = { no: 0, maybe: 1, yes: 2 };

function replacementOf(facts: PropertyFacts | undefined, before: unknown, after: unknown): Replacement {
  if (!facts || sameValue(before, after)) { return 'no'; }
  if (facts.replacement !== 'no' || !facts.children) { return facts.replacement; }
  const [olds, news] = [objectsIn(before), objectsIn(after)];
  if (olds.length !== news.length) { return 'no'; }
  const children = facts.children();
  const nested = olds.flatMap((old, i) => Object.keys({ ...old, ...news[i] }).map(name => replacementOf(children[name], old[name], news[i][name])));
  return strongest(nested);
}

export function strongest(all: readonly Replacement[]): Replacement {
  return all.reduce((a, b) => WEIGHT[b] > WEIGHT[a] ? b : a, 'no');
}

function objectsIn(value: unknown): JsonObject[] {
  if (Array.isArray(value)) { return value.filter(isObject); }
  return isObject(value) ? [value] : [];
}
