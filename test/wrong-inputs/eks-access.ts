import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { App, Stack } from 'aws-cdk-lib/core';
import { refused } from './refused';
import { WrongInput } from './wrong-input';
import { EksPlatform } from '../../src/eks';
import { Code } from '../../src/findings';
import { AccessGrantee } from '../../src/platform';

const ADMIN = 'arn:aws:iam::111122223333:role/admin';

function platform(): EksPlatform {
  const stack = new Stack(new App(), 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
  const kubectlLayer = lambda.LayerVersion.fromLayerVersionArn(stack, 'Kubectl', 'arn:aws:lambda:eu-west-1:111122223333:layer:kubectl:1');
  return new EksPlatform(stack, 'Platform', { kubectlLayer });
}

function wrongAccess(code: Code, where: string, remedy: string, give: (on: EksPlatform) => void): WrongInput {
  return { code, path: where, remedy, findings: () => refused(() => give(platform())) };
}

function wrongPrincipal(code: Code, remedy: string, arn: string): WrongInput {
  return wrongAccess(code, 'grantee', remedy, ({ access }) => access.viewer(AccessGrantee.arn(arn)));
}

/** Mistakes in who is given access to a cluster, and where. */
export const ACCESS_MISTAKES: readonly WrongInput[] = [
  wrongPrincipal('AccessPrincipalMalformed', 'role/path/name', 'admin'),
  wrongPrincipal('AccessPrincipalMalformed', 'role/path/name', 'arn:aws:iam::111122223333:group/admins'),
  wrongPrincipal('AccessPrincipalIsSession', "the ARN of the role 'admin'", 'arn:aws:sts::111122223333:assumed-role/admin/ana'),
  wrongAccess('AccessPrincipalIsGroup', 'grantee', 'a role', ({ access, node: { scope } }) => access.viewer(AccessGrantee.group(new iam.Group(scope!, 'People')))),
  wrongPrincipal('AccessPrincipalIsRoot', 'single roles', 'arn:aws:iam::111122223333:root'),
  wrongPrincipal('AccessPrincipalIsPermissionSet', 'AWSReservedSSO_', 'arn:aws:sso:::permissionSet/ssoins-0123456789abcdef/ps-0123456789abcdef'),
  wrongPrincipal('AccessPrincipalIsServiceLinked', 'a role of your own',
    'arn:aws:iam::111122223333:role/aws-service-role/eks.amazonaws.com/AWSServiceRoleForAmazonEKS'),
  wrongPrincipal('AccessPrincipalLacksPath', '/aws-reserved/', 'arn:aws:iam::111122223333:role/AWSReservedSSO_Dev_0123456789abcdef'),
  wrongAccess('AccessNamespaceMissing', 'namespaces', "'workloads'", ({ access }) => access.viewer(AccessGrantee.arn(ADMIN), { namespaces: [] })),
  wrongAccess('AccessNamespaceUnknown', 'namespaces[1]', "'workloads'",
    ({ access }) => access.deployer(AccessGrantee.arn(ADMIN), { namespaces: ['workloads', 'kube-system'] })),
  wrongAccess('AccessScopeContradicts', 'namespaces', 'leave clusterWide',
    ({ access }) => access.admin(AccessGrantee.arn(ADMIN), { clusterWide: true, namespaces: ['workloads'] })),
  {
    code: 'AccessPrincipalIsTaken',
    path: 'grantee',
    remedy: 'another role',
    findings: () => {
      const { access, cluster, node: { scope } } = platform();
      new CfnAccessEntry(scope!, 'Entry', { clusterName: cluster.clusterName, principalArn: ADMIN });
      access.viewer(AccessGrantee.arn(ADMIN));
      return access._conflicts();
    },
  },
];
