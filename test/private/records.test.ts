import * as fc from 'fast-check';
import { assertNever } from '../../src/private/assert-never';
import { compact } from '../../src/private/compact';
import { deepFreeze } from '../../src/private/deep-freeze';
import { plainCopy } from '../../src/private/plain-copy';

class Thing {
  public readonly parts: string[] = [];
}

const record = fc.dictionary(fc.string(), fc.jsonValue());

describe('compact', () => {
  test('leaves out what is undefined, and nothing else', () => {
    expect(compact({ a: 1, b: undefined, c: null, d: '', e: 0, f: false })).toEqual({ a: 1, c: null, d: '', e: 0, f: false });
    expect(Object.keys(compact({ a: 1, b: undefined }))).toEqual(['a']);
  });
});

describe('deepFreeze', () => {
  test('freezes records and lists all the way down', () => {
    const value = deepFreeze({ list: [{ name: 'a' }], inner: { deep: { deeper: 1 } } });

    expect([value, value.list, value.list[0], value.inner, value.inner.deep].every(Object.isFrozen)).toBe(true);
  });

  test('leaves alone what is an instance of a class', () => {
    const thing = new Thing();
    deepFreeze({ thing });

    expect([Object.isFrozen(thing), Object.isFrozen(thing.parts)]).toEqual([false, false]);
  });

  test('gives back what it was given', () => {
    const value = {};

    expect([deepFreeze(value), deepFreeze('text'), deepFreeze(null)]).toEqual([value, 'text', null]);
  });
});

describe('plainCopy', () => {
  test('says the same as the original', () => {
    fc.assert(fc.property(record, value => { expect(plainCopy(value)).toEqual(value); }));
  });

  test('shares no list and no record with the original', () => {
    const original = { list: [{ name: 'a' }] };
    const copy = plainCopy(original);

    expect(copy).not.toBe(original);
    expect(copy.list).not.toBe(original.list);
    expect(copy.list[0]).not.toBe(original.list[0]);
  });

  test('leaves out what is undefined, at any depth', () => {
    expect(Object.keys(plainCopy({ a: { b: undefined, c: 1 } }).a)).toEqual(['c']);
  });

  test('passes instances of classes on', () => {
    const thing = new Thing();

    expect(plainCopy({ thing }).thing).toBe(thing);
  });
});

test('assertNever blames the library, not its user', () => {
  expect(() => assertNever({ kind: 'new' } as never)).toThrow(/"kind":"new".*bug of cdk-container-platform/);
});
