import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import { Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

const ID = 'RolloutApplication';

/** The application that the deployment groups of a stack are in, which is all that they share. */
export function applicationOf(scope: IConstruct): codedeploy.EcsApplication {
  const stack = Stack.of(scope);
  return stack.node.tryFindChild(ID) as codedeploy.EcsApplication | undefined ?? new codedeploy.EcsApplication(stack, ID);
}
