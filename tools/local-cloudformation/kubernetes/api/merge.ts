/** Puts together what is wanted and what is there, the way `kubectl apply` does. */
import { isRecord } from './values';

/**
 * Members that are wanted are set; members that were wanted last time and are not any more are taken out; all others, which
 * somebody else has set, stay. Lists are taken as a whole; Kubernetes merges some of them by a key, which makes a
 * difference only where somebody else has added elements.
 */
export function threeWayMerge(live: unknown, wanted: unknown, last: unknown): unknown {
  if (!isRecord(live) || !isRecord(wanted)) { return wanted; }
  const before: Record<string, unknown> = isRecord(last) ? last : {};
  const kept = Object.entries(live).filter(([name]) => !(name in wanted) && !(name in before));
  const given = Object.entries(wanted).filter(([, value]) => value !== null);
  const set = given.map(([name, value]) => [name, threeWayMerge(live[name], value, before[name])]);
  return Object.fromEntries([...kept, ...set]);
}

/** RFC 7386: null takes out, everything else sets. */
export function mergePatch(live: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) { return patch; }
  const base = isRecord(live) ? live : {};
  const kept = Object.entries(base).filter(([name]) => !(name in patch));
  const set = Object.entries(patch).filter(([, value]) => value !== null).map(([name, value]) => [name, mergePatch(base[name], value)]);
  return Object.fromEntries([...kept, ...set]);
}
