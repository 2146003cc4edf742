import * as iam from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledge';
import { asTold } from '../../private/as-told';

/** What an add-on may do. */
export interface Right {
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions?: Record<string, Record<string, unknown>>;
  /** Why the resources cannot be named one by one, where they are not. */
  readonly because?: string;
}

/**
 * A role for the pods of an add-on, or for a part of EKS outside of the cluster, with rights that are written here. The
 * policies that AWS keeps for the same purpose reach further, into other clusters of the account.
 */
export function makeRole(scope: Construct, description: string, assumedBy: iam.IPrincipal, rights: readonly Right[]): iam.Role {
  const statements = rights.map(({ actions, resources, conditions }) => new iam.PolicyStatement({ actions, resources, conditions }));
  const role = new iam.Role(scope, 'Role', {
    description,
    assumedBy,
    inlinePolicies: statements.length > 0 ? { Rights: new iam.PolicyDocument({ statements }) } : undefined,
  });
  for (const { resources, because } of rights) {
    resources.map(resource => asTold(role, resource)).filter(resource => resource.includes('*'))
      .forEach(resource => acknowledge(role, `AwsSolutions-IAM5[Resource::${resource}]`, because!));
  }
  if (statements.length > 0) {
    acknowledge(role, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.');
  }
  return role;
}

/** All resources of a kind in EC2, of this account and region. */
export function allOf(scope: Construct, resource: string): string {
  return Stack.of(scope).formatArn({ service: 'ec2', resource, resourceName: '*', arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
}
