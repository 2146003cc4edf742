import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/**
 * Which workload waits for which.
 *
 * Tasks know the names that existed when they started, so a workload starts after those it connects to. Where two need
 * each other one of them has to be first; and where they are in different stacks it is the stacks that wait, each of
 * which already waits for the platform's.
 */
export class StartOrder {
  private readonly waiting: { readonly from: IConstruct; readonly to: IConstruct }[] = [];

  /**
   * @param ground what all workloads stand on, each part before those it stands on itself: platform, cluster, network
   */
  constructor(private readonly ground: readonly IConstruct[]) {}

  /** Has one wait for the other, unless the other waits for it already; says whether it does. */
  public wait(from: IConstruct, to: IConstruct): boolean {
    const possible = Stack.of(from) === Stack.of(to)
      ? from !== to && !this.leads(to, from)
      : !this.stackLeads(Stack.of(to), Stack.of(from));
    if (possible) {
      this.waiting.push({ from, to });
    }
    return possible;
  }

  private leads(start: IConstruct, goal: IConstruct): boolean {
    return reaches(start, goal, node => this.waiting.filter(({ from }) => from === node).map(({ to }) => to));
  }

  private stackLeads(start: Stack, goal: Stack): boolean {
    const ground = this.ground.map(construct => Stack.of(construct));
    return reaches(start, goal, stack => [
      ...stack.dependencies,
      ...this.waiting.filter(({ from }) => Stack.of(from) === stack).map(({ to }) => Stack.of(to)),
      // Whatever is not part of the ground stands on all of it, and each part on those that come after it.
      ...ground.slice(ground.indexOf(stack) + 1),
    ]);
  }
}

function reaches<T>(start: T, goal: T, next: (node: T) => readonly T[], seen = new Set<T>()): boolean {
  if (start === goal) {
    return true;
  }
  seen.add(start);
  return next(start).some(node => !seen.has(node) && reaches(node, goal, next, seen));
}
