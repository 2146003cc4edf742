import * as fc from 'fast-check';
import { orderOf } from '../../tools/local-cloudformation/engine/graph';

/** A graph without cycles: each node may only wait for nodes of a smaller number; then the keys are shuffled. */
const acyclic = fc.integer({ min: 1, max: 25 }).chain(size => fc.tuple(
  fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 60 }),
  fc.shuffledSubarray(Array.from({ length: size }, (_, i) => i), { minLength: size }),
)).map(([pairs, keys]) => new Map(keys.map(key => [`n${key}`, new Set(pairs.filter(([from, to]) => from === key && to < from).map(([, to]) => `n${to}`))])));

test('everything comes exactly once, and after all it waits for', () => {
  fc.assert(fc.property(acyclic, graph => {
    const order = orderOf(graph);
    expect(order.kind).toBe('order');
    expect([...order.ids].sort()).toEqual([...graph.keys()].sort());
    for (const [id, targets] of graph) {
      for (const target of targets) { expect(order.ids.indexOf(target)).toBeLessThan(order.ids.indexOf(id)); }
    }
  }));
});

test('any edge back along a path makes a cycle, and the cycle named is one', () => {
  fc.assert(fc.property(acyclic, fc.nat(), (graph, pick) => {
    const withEdges = [...graph].filter(([, targets]) => targets.size > 0);
    fc.pre(withEdges.length > 0);
    const [from, targets] = withEdges[pick % withEdges.length];
    graph.get([...targets][0])!.add(from);
    const order = orderOf(graph);
    expect(order.kind).toBe('cycle');
    order.ids.forEach((id, i) => expect(graph.get(id)).toContain(order.ids[(i + 1) % order.ids.length]));
  }));
});

test('what is ready keeps the order in which it was written', () => {
  expect(orderOf(new Map([['c', new Set<string>()], ['a', new Set<string>()], ['b', new Set(['a'])]])).ids).toEqual(['c', 'a', 'b']);
});
