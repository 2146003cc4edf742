import { Reference, Stack, Token, Tokenization } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Finding, finding } from '../../findings';
import { AccessGrantee } from '../../platform';

/** Access entries are for roles and users. */
export function checkGrantee({ _arn, _kind }: AccessGrantee): Finding[] {
  return _kind === 'group' ? [finding('AccessPrincipalIsGroup', 'grantee', {})] : checkPrincipal(_arn);
}

/**
 * What EKS does not take for a principal. It stores the id of the role or user behind an ARN, so there has to be exactly one.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
 */
export function checkPrincipal(arn: string): Finding[] {
  if (Token.isUnresolved(arn)) {
    return [];
  }
  const [, session] = /^arn:[\w-]+:sts::\d{12}:assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (session) {
    return [finding('AccessPrincipalIsSession', 'grantee', { given: arn, role: session })];
  }
  if (/^arn:[\w-]+:iam::\d{12}:root$/.test(arn)) {
    return [finding('AccessPrincipalIsRoot', 'grantee', { given: arn })];
  }
  if (/^arn:[\w-]+:sso:::permissionSet\//.test(arn)) {
    return [finding('AccessPrincipalIsPermissionSet', 'grantee', { given: arn })];
  }
  const [, path, name] = /^arn:[\w-]+:iam::\d{12}:(?:role|user)\/((?:[\x21-\x7e]+\/)?)([\w+=,.@-]{1,64})$/.exec(arn) ?? [];
  if (name === undefined) {
    return [finding('AccessPrincipalMalformed', 'grantee', { given: arn })];
  }
  if (path.startsWith('aws-service-role/')) {
    return [finding('AccessPrincipalIsServiceLinked', 'grantee', { given: arn })];
  }
  return name.startsWith('AWSReservedSSO_') && path === '' ? [finding('AccessPrincipalLacksPath', 'grantee', { given: arn })] : [];
}

/** Tells principals apart, also those whose ARN only CloudFormation knows. */
export function keyOf(scope: IConstruct, arn: string): string {
  if (!Token.isUnresolved(arn)) {
    return arn;
  }
  const { tokens: [token], length } = Tokenization.reverseString(arn);
  return length === 1 && Reference.isReference(token) ? `${token.target.node.path}.${token.displayName}` : JSON.stringify(Stack.of(scope).resolve(arn));
}
