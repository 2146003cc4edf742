/**
 * A copy of plain records and arrays all the way down, without the members that are undefined.
 *
 * What a caller passed stays the caller's: it may be changed or frozen later without anybody noticing. Instances of
 * classes (constructs, tokens, Duration, Size) are passed on as they are.
 */
export function plainCopy<T>(value: T): T {
  if (Array.isArray(value)) {
    return value.map(plainCopy) as T;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return value;
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, plainCopy(member)])) as T;
}
