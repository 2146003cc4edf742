import * as fc from 'fast-check';
import { findCycle } from '../../../src/model/rules/support/cycle';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const graph = fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 10 });

function search(edges: readonly (readonly [string, string])[]): string[] | undefined {
  return findCycle(names, name => edges.filter(([from]) => from === name).map(([, to]) => to));
}

test('what is found is a cycle', () => {
  fc.assert(fc.property(graph, edges => {
    const cycle = search(edges);
    fc.pre(cycle !== undefined);
    const steps = cycle!.map((from, index) => [from, cycle![(index + 1) % cycle!.length]]);
    expect(steps.every(([from, to]) => edges.some(edge => edge[0] === from && edge[1] === to))).toBe(true);
    expect(new Set(cycle).size).toBe(cycle!.length);
  }));
});

test('nothing is found in a graph whose edges all lead forward', () => {
  fc.assert(fc.property(graph, edges => {
    expect(search(edges.filter(([from, to]) => from < to))).toBeUndefined();
  }));
});

test('an edge back along a path closes a cycle', () => {
  fc.assert(fc.property(fc.shuffledSubarray(names, { minLength: 1 }), path => {
    const edges = path.map((from, index) => [from, path[(index + 1) % path.length]] as const);
    expect(search(edges)).toHaveLength(path.length);
  }));
});

test('edges to nowhere lead nowhere', () => {
  expect(findCycle(['a'], () => ['ghost'])).toBeUndefined();
});

test('a diamond is no cycle', () => {
  expect(search([['a', 'b'], ['a', 'c'], ['b', 'd'], ['c', 'd']])).toBeUndefined();
});

test('a long chain takes no time', () => {
  const chain = Array.from({ length: 2000 }, (_, index) => String(index));

  expect(findCycle(chain, name => [String(Number(name) + 1), String(Number(name) + 2)])).toBeUndefined();
});
