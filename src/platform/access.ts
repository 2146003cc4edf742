import * as iam from 'aws-cdk-lib/aws-iam';
import { Token, TokenComparison } from 'aws-cdk-lib/core';

/**
 * Who is given access to a platform: a role that people or pipelines assume, a user, or a group of users.
 *
 * Roles are better: their credentials end by themselves.
 */
export class AccessGrantee {
  /**
   * A role. Its IAM permissions are added too, where the CDK may change it: roles that are imported from another account or
   * with `mutable: false` are left as they are.
   *
   * @param role the role
   */
  public static role(role: iam.IRole): AccessGrantee {
    return new AccessGrantee(role.roleArn, 'role', policy => role.attachInlinePolicy(policy), policy => attachToRole(policy, role));
  }

  /**
   * A user. Its IAM permissions are added, too.
   *
   * @param user the user
   */
  public static user(user: iam.IUser): AccessGrantee {
    return new AccessGrantee(user.userArn, 'user', policy => user.attachInlinePolicy(policy), policy => policy.attachToUser(user));
  }

  /**
   * A group of users. Its IAM permissions are added, too. EKS does not know groups.
   *
   * @param group the group
   */
  public static group(group: iam.IGroup): AccessGrantee {
    return new AccessGrantee(group.groupArn, 'group', policy => group.attachInlinePolicy(policy), policy => policy.attachToGroup(group));
  }

  /**
   * A role or a user that something else looks after, such as the role that IAM Identity Center makes for a permission set.
   * No IAM permission is added: `policyDocument()` of the platform's access is what it needs.
   *
   * @param principalArn ARN of the role, with its path, or of the user
   */
  public static arn(principalArn: string): AccessGrantee {
    return new AccessGrantee(principalArn, 'arn', () => undefined, () => undefined);
  }

  /** @internal */
  private constructor(
    /** @internal */ public readonly _arn: string,
    /** @internal */ public readonly _kind: 'role' | 'user' | 'group' | 'arn',
    /** @internal */ public readonly _attach: (policy: iam.Policy) => void,
    /** @internal */ public readonly _attachManaged: (policy: iam.ManagedPolicy) => void,
  ) {}
}

/** The policy names the role, not the role the policy: a role of an earlier stack stays what it is. */
function attachToRole(policy: iam.ManagedPolicy, role: iam.IRole): void {
  if (role instanceof iam.Role) {
    policy.attachToRole(role);
  } else if (Token.compareStrings(role.env.account, policy.env.account) !== TokenComparison.DIFFERENT) {
    role.addManagedPolicy(policy);
  }
}
