import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import { IConstruct } from 'constructs';
import { onePerStack } from '../private/one-per-stack';

const ID = 'RolloutApplication';

/** The application that the deployment groups of a stack are in, which is all that they share. */
export function applicationOf(scope: IConstruct): codedeploy.EcsApplication {
  return onePerStack(scope, ID, stack => new codedeploy.EcsApplication(stack, ID));
}
