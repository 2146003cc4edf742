import { Duration } from 'aws-cdk-lib/core';
import { Handle } from '../../src/model';

/** Every copy of the value in which exactly one leaf is another one. */
export function* variations(value: unknown, path: string): Generator<{ path: string; value: unknown }> {
  if (typeof value === 'string') {
    yield { path, value: `${value}x` };
  } else if (typeof value === 'number') {
    yield { path, value: value + 1 };
  } else if (typeof value === 'boolean') {
    yield { path, value: !value };
  } else if (value instanceof Duration) {
    yield { path, value: value.plus(Duration.seconds(1)) };
  } else if (value instanceof Handle) {
    yield { path, value: new Handle(`${value.label}x`, value.value) };
  } else if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) {
      for (const change of variations(member, `${path}[${index}]`)) {
        yield { path: change.path, value: value.map((other, position) => position === index ? change.value : other) };
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (!SELECTORS.has(name)) {
        for (const change of variations(member, `${path}.${name}`)) {
          yield { path: change.path, value: { ...value, [name]: change.value } };
        }
      }
    }
  }
}

/** Words that choose what else there is: any other word would be none of the model's. */
const SELECTORS = new Set(['kind', 'role', 'condition']);
