/** Reads the AWS Query protocol: form fields such as `Tags.member.1.Key` become nested values. */
import { isObject, JsonObject } from '../engine/values';

export function parseQuery(body: string): JsonObject {
  const root: JsonObject = {};
  for (const [path, value] of new URLSearchParams(body)) {
    const keys = path.split('.');
    const last = keys.pop()!;
    let at = root;
    for (const key of keys) {
      if (!isObject(at[key])) { at[key] = {}; }
      at = at[key] as JsonObject;
    }
    at[last] = value;
  }
  return lists(root) as JsonObject;
}

/** An object whose keys are 1, 2, 3 is a list; a lone `member` level is none. */
function lists(value: unknown): unknown {
  if (!isObject(value)) { return value; }
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === 'member') { return lists(value.member); }
  if (keys.length > 0 && keys.every(key => /^\d+$/.test(key))) {
    return keys.map(Number).sort((a, b) => a - b).map(key => lists(value[String(key)]));
  }
  return Object.fromEntries(keys.map(key => [key, lists(value[key])]));
}
