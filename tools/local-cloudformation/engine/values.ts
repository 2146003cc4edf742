/** The JSON values a template is made of, and the few questions the engine asks of them. */

/** A JSON object. */
export type JsonObject = { [key: string]: unknown };

/** What `AWS::NoValue` resolves to: the property or list item that holds it disappears. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** A value that CloudFormation can only know once the resource has been touched. */
export class Unknown {
  constructor(public readonly logicalId: string, public readonly attribute?: string) {}

  public toString(): string {
    return `{{changeSet:KNOWN_AFTER_APPLY:${this.logicalId}${this.attribute ? `.${this.attribute}` : ''}}}`;
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Unknown);
}

/** The name and argument of an intrinsic function call, when the value is one. */
export function intrinsicOf(value: unknown): { name: string; argument: unknown } | undefined {
  if (!isObject(value)) { return undefined; }
  const keys = Object.keys(value);
  if (keys.length !== 1) { return undefined; }
  const name = keys[0];
  if (name !== 'Ref' && name !== 'Condition' && !name.startsWith('Fn::')) { return undefined; }
  // {"Condition": {...}} is an IAM statement block; a reference to a condition holds a plain name.
  if (name === 'Condition' && typeof value[name] !== 'string') { return undefined; }
  return { name, argument: value[name] };
}

/** CloudFormation turns numbers and booleans into strings on its way to the services; so a change of JSON type alone is no change. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Unknown || b instanceof Unknown) { return false; }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every(key => key in a && key in b && sameValue(a[key], b[key]));
  }
  if (isScalar(a) && isScalar(b)) { return String(a) === String(b); }
  return a === b;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Whether the value holds, at any depth, something that is only known after the deployment. */
export function unknownsIn(value: unknown): Unknown[] {
  if (value instanceof Unknown) { return [value]; }
  if (Array.isArray(value)) { return value.flatMap(unknownsIn); }
  if (isObject(value)) { return Object.values(value).flatMap(unknownsIn); }
  return [];
}

export function asText(value: unknown): string {
  return typeof value === 'object' && value !== null && !(value instanceof Unknown) ? JSON.stringify(value) : String(value);
}
