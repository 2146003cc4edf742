import * as fc from 'fast-check';
import { goodObjects } from './good-objects';
import { MISTAKES } from './mistakes';
import { checkMeaning, checkObjects, checkStructure } from '../../tools/kubernetes';
import { App } from '../../tools/kubernetes/app';
import { KINDS } from '../../tools/kubernetes/kinds';
import { RULES } from '../../tools/kubernetes/rules';

const COUNT = 191;

/** Which of the checks have something to say. */
function catchers(objects: any[]): string[] {
  const structure = objects.flatMap(checkStructure).length > 0 ? ['structure'] : [];
  const app = new App(objects);
  return [...structure, ...RULES.filter(rule => [...rule.check(app)].length > 0).map(({ name }) => name)];
}

describe('objects that are right', () => {
  test('are of every kind that is known', () => {
    expect([...new Set(goodObjects().map(({ apiVersion, kind }) => `${apiVersion} ${kind}`))].sort()).toEqual(Object.keys(KINDS).sort());
  });

  test('give no cause for complaint', () => {
    expect(checkObjects(goodObjects())).toEqual([]);
  });
});

const byTypes = MISTAKES.filter(({ caughtBy }) => caughtBy === 'structure');
const byRules = MISTAKES.filter(({ caughtBy }) => caughtBy !== 'structure');

describe('it is seen by the types that', () => {
  test.each(byTypes)('$name', ({ objects }) => {
    expect(catchers(objects())).toContain('structure');
  });
});

describe('it is seen by one rule and nothing else that', () => {
  test.each(byRules)('$name', ({ objects, caughtBy }) => {
    expect(catchers(objects())).toEqual([caughtBy]);
  });
});

describe('of the seeded mistakes', () => {
  test('none goes through', () => {
    const caught = MISTAKES.filter(({ objects }) => checkObjects(objects()).length > 0);
    expect({ made: MISTAKES.length, caught: caught.length }).toEqual({ made: COUNT, caught: COUNT });
  });

  test('a few are seen by the types, and most by the rules alone', () => {
    const seen = { byTypesAlone: 0, byBoth: 0, byRulesAlone: 0 };
    for (const { objects } of MISTAKES) {
      const [types, rules] = [objects().flatMap(checkStructure).length > 0, checkMeaning(objects()).length > 0];
      seen[types && rules ? 'byBoth' : types ? 'byTypesAlone' : 'byRulesAlone']++;
    }
    expect(seen).toEqual({ byTypesAlone: 8, byBoth: 8, byRulesAlone: 175 });
  });

  test('each rule has one that no other sees', () => {
    expect(new Set(MISTAKES.map(({ caughtBy }) => caughtBy))).toEqual(new Set(['structure', ...RULES.map(({ name }) => name)]));
  });

  test('no two have one name', () => {
    expect(new Set(MISTAKES.map(({ name }) => name)).size).toBe(MISTAKES.length);
  });
});

describe('a complaint', () => {
  test('says which object, where in it, and what is meant', () => {
    const objects = goodObjects();
    const worker = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'worker');
    worker.spec.replica = 3;
    worker.spec.template.spec.restartPolicy = 'Never';
    expect(checkObjects(objects)).toEqual([
      { object: 'Deployment workloads/worker', path: 'spec.replica', message: 'there is no such member; did you mean replicas?' },
      { object: 'Deployment workloads/worker', path: 'spec.template.spec.restartPolicy', message: 'Never is not for a Deployment, but Always' },
    ]);
  });

  test('about the structure is made of anything that is no object', () => {
    for (const value of [undefined, null, 1, 'Deployment', [], {}]) {
      expect(checkObjects([value])).toHaveLength(1);
    }
  });

  test('is made, and nothing thrown, whatever stands in the place of a value', () => {
    const nonsense = fc.constantFrom<unknown>(null, undefined, -1, 1.5, true, '', 'x', [], [null], {}, { name: null }, [{ name: 1 }]);
    fc.assert(fc.property(fc.nat(), nonsense, (seed, value) => {
      const objects = goodObjects();
      const places = [...placesIn(objects)];
      const [owner, key] = places[seed % places.length];
      owner[key] = value;
      expect(Array.isArray(checkObjects(objects))).toBe(true);
    }), { numRuns: 400 });
  });
});

/** Every place in a value, however deep. */
function* placesIn(value: any): Iterable<[any, string]> {
  if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      yield [value, key];
      yield* placesIn(member);
    }
  }
}
