/** What the namespaces of a platform are called unless it says otherwise: what no other platform of the account can have. */
import { Names, Stack, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

/** The stack and the path in it. */
export function namespaceNameOf(platform: IConstruct): string {
  const stack = Stack.of(platform);
  const inStack = platform.node.scopes.slice(stack.node.scopes.length).map(({ node }) => node.id);
  return [stack.stackName, ...inStack].join('-').replace(/[^A-Za-z0-9-]+/g, '-');
}

/** The same as a zone. Names of stacks that only CloudFormation knows cannot be part of one. */
export function privateNamespaceOf(platform: IConstruct): string {
  const name = Token.isUnresolved(Stack.of(platform).stackName) ? Names.uniqueResourceName(platform, { separator: '-' }) : namespaceNameOf(platform);
  return `${name.toLowerCase().slice(0, 63).replace(/^-+|-+$/g, '')}.internal`;
}
