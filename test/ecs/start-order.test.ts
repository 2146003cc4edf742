import { App, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { StartOrder } from '../../src/ecs/start-order';

/** Workloads in stacks, on a platform in the first one. */
function scene(stackOf: readonly number[]) {
  const app = new App();
  const stacks = [0, 1, 2].map(number => new Stack(app, `Stack${number}`));
  const workloads = stackOf.map((number, index) => new Construct(stacks[number], `Workload${index}`));
  return { stacks, workloads, order: new StartOrder([new Construct(stacks[0], 'Platform')]) };
}

test('one waits for the other, and then never the other way round', () => {
  const { workloads: [a, b], order } = scene([0, 0]);

  expect(order.wait(a, b)).toBe(true);
  expect(order.wait(b, a)).toBe(false);
  expect(order.wait(a, b)).toBe(true);
});

test('nobody waits for itself', () => {
  const { workloads: [a], order } = scene([0]);

  expect(order.wait(a, a)).toBe(false);
});

test('the stack of the platform waits for no other', () => {
  const { workloads: [beside, elsewhere], order } = scene([0, 1]);

  expect(order.wait(beside, elsewhere)).toBe(false);
  expect(order.wait(elsewhere, beside)).toBe(true);
});

test('stacks that wait for each other by order of the app are asked, too', () => {
  const { stacks: [, first, second], workloads: [a, b], order } = scene([1, 2]);
  second.addDependency(first);

  expect(order.wait(a, b)).toBe(false);
  expect(order.wait(b, a)).toBe(true);
});

test('whatever is asked for in whatever order, neither workloads nor stacks ever wait in a circle', () => {
  const place = fc.array(fc.nat(2), { minLength: 2, maxLength: 7 });
  fc.assert(fc.property(place, fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 25 }), (stackOf, wishes) => {
    const { workloads, order } = scene(stackOf);
    const kept = wishes.map(([from, to]) => [from % workloads.length, to % workloads.length])
      .filter(([from, to]) => order.wait(workloads[from], workloads[to]));

    const betweenStacks = kept.map(([from, to]) => [stackOf[from], stackOf[to]]).filter(([from, to]) => from !== to);
    const onThePlatform = stackOf.filter(stack => stack !== 0).map(stack => [stack, 0]);
    expect(hasCircle(kept)).toBe(false);
    expect(hasCircle([...betweenStacks, ...onThePlatform])).toBe(false);
  }), { numRuns: 60 });
});

/** Takes away what nobody waits for any more, as long as there is some. */
function hasCircle(edges: number[][]): boolean {
  const rest = edges.filter(([, to]) => edges.some(([from]) => from === to));
  return rest.length === edges.length ? rest.length > 0 : hasCircle(rest);
}
