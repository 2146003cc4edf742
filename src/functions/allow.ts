import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { acknowledge } from '../private/acknowledge';
import { asTold } from '../private/as-told';

/** Something that a role may do. */
export interface Right {
  readonly actions: string[];
  readonly resources: string[];
  readonly conditions?: Record<string, Record<string, unknown>>;
  /** Why the resources cannot be named one by one, where they are not. */
  readonly because?: string;
}

/** Adds to what a role may do, and says why where that is more than named resources. */
export function allow(role: iam.Role, { because, ...statement }: Right): void {
  role.addToPolicy(new iam.PolicyStatement(statement));
  statement.resources.map(resource => asTold(role, resource)).filter(resource => resource.includes('*'))
    .forEach(resource => acknowledge(role, `AwsSolutions-IAM5[Resource::${resource}]`, because!));
}

/** Why a policy of a role is part of it, where the packs would have it attached. */
export function ownPolicy(owner: IConstruct): void {
  acknowledge(owner, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.');
}
