import * as iam from 'aws-cdk-lib/aws-iam';
import { Handle } from '../../model';
import { acknowledge } from '../../private/acknowledge';
import { asTold } from '../../private/as-told';
import { Right } from '../../vocabulary';

/**
 * Lets the code of a workload do what it was given permission for, and what the library's own containers beside it need. The
 * library answers for the wildcards in its own statements; those in others are for whoever wrote them to explain.
 */
export function allow(role: iam.Role, permissions: readonly Handle[]): void {
  for (const { value } of permissions) {
    const given = value instanceof Right ? value : new Right(value as iam.PolicyStatement);
    role.addToPrincipalPolicy(given.statement);
    if (given.because) {
      explain(role, given.statement, given.because);
    }
  }
}

function explain(role: iam.Role, { actions, resources }: iam.PolicyStatement, because: string): void {
  const wildcards = [
    ...actions.filter(action => action.includes('*')).map(action => `Action::${action}`),
    ...resources.map(resource => asTold(role, resource)).filter(resource => resource.includes('*')).map(resource => `Resource::${resource}`),
  ];
  wildcards.forEach(wildcard => acknowledge(role, `AwsSolutions-IAM5[${wildcard}]`, because));
}
