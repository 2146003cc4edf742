import { Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';

/** What there is once in each stack by this id, made when something in the stack first needs it. */
export function onePerStack<T extends Construct>(scope: IConstruct, id: string, make: (stack: Stack) => T): T {
  const stack = Stack.of(scope);
  return stack.node.tryFindChild(id) as T | undefined ?? make(stack);
}
