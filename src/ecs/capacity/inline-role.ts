import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { ownPolicy, Right } from '../../functions';
import { acknowledge } from '../../private/acknowledge';
import { asTold } from '../../private/as-told';

/** A role of capacity, and everything that it may do. */
export interface InlineRoleProps {
  readonly description: string;
  readonly assumedBy: iam.IPrincipal;
  readonly rights: readonly Right[];
}

/**
 * A role whose statements are part of the role itself. What refers to the role then has the rights from its first moment to
 * its last: machines that register, and providers that are to take their machines away, cannot be without.
 */
export function inlineRole(scope: Construct, id: string, { description, assumedBy, rights }: InlineRoleProps): iam.Role {
  const statements = rights.map(({ because, ...statement }) => new iam.PolicyStatement(statement));
  const role = new iam.Role(scope, id, { description, assumedBy, inlinePolicies: { Capacity: new iam.PolicyDocument({ statements }) } });
  for (const { resources, because } of rights) {
    resources.map(resource => asTold(role, resource)).filter(resource => resource.includes('*'))
      .forEach(resource => acknowledge(role, `AwsSolutions-IAM5[Resource::${resource}]`, because!));
  }
  ownPolicy(role);
  return role;
}
