import * as iam from 'aws-cdk-lib/aws-iam';
import { Handle } from '../model';

/** A statement that the library needs for something it was asked for, and why its wildcards are as narrow as they can be. */
export class Right {
  constructor(public readonly statement: iam.PolicyStatement, public readonly because?: string) {}
}

/** The permission to do something with certain resources, as the model carries it. */
export function right(actions: string[], resources: string[], because?: string, conditions?: { [operator: string]: unknown }): Handle {
  return new Handle(`Allow ${actions.join(', ')}`, new Right(new iam.PolicyStatement({ actions, resources, conditions }), because));
}
