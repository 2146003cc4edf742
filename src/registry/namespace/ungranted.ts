/**
 * Grants that nobody gets: told of, because the calls would fail long after the deployment.
 */
import * as iam from 'aws-cdk-lib/aws-iam';
import { Annotations, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { isElsewhere } from '../repository/where';

/** Warns of a principal whose permissions are not changed from here. */
export function warnIfUnchanged(scope: IConstruct, grant: iam.Grant, { grantPrincipal }: iam.IGrantable, actions: readonly string[]): iam.Grant {
  if (!grant.success || isImportedFromElsewhere(grantPrincipal)) {
    Annotations.of(scope).addWarningV2('cdk-container-platform:NamespaceGrantNotGiven',
      `${nameOf(grantPrincipal)} cannot be changed from here and has not been given ${actions.join(', ')}: `
      + 'give these where it is made, and acknowledge this warning');
  }
  return grant;
}

/** Warns of a principal of another account, for whom ECR makes no repository, whatever its own policy says. */
export function warnIfStranger(scope: IConstruct, account: string, { grantPrincipal }: iam.IGrantable): void {
  const theirs = grantPrincipal.principalAccount;
  if (theirs !== undefined && isElsewhere(theirs, account)) {
    Annotations.of(scope).addWarningV2('cdk-container-platform:NamespaceCreatesForItsAccount',
      `${nameOf(grantPrincipal)} is of account ${theirs}, and a push makes repositories for principals of account ${account} only: `
      + 'use grantPush() and write the repositories down, or acknowledge this warning');
  }
}

/** The CDK takes roles of other accounts for changed, and changes none of them. */
function isImportedFromElsewhere(principal: iam.IPrincipal): boolean {
  return Construct.isConstruct(principal) && principal.principalAccount !== undefined
    && isElsewhere(principal.principalAccount, Stack.of(principal).account);
}

function nameOf(principal: iam.IPrincipal): string {
  return Construct.isConstruct(principal) ? principal.node.path : `the principal ${principal.toString()}`;
}
