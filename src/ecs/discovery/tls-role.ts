import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { ArnFormat, Aws, Fn, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { allow, ownPolicy } from '../../functions';
import { ServiceConnectTlsSpec } from '../../model';

const SECRETS = 'ECS makes a secret for each private key and chooses its name; only those that it owns can be read or changed.';

/**
 * What ECS may do to have certificates issued, by one authority, and to keep their private keys: what AWS's managed policy allows it
 * for every authority that carries a tag.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity.html
 */
export function makeTlsRole(
  scope: Construct, name: string, { authorityArn, key: given }: ServiceConnectTlsSpec, platformKey: kms.IKey | undefined,
): iam.Role {
  const role = new iam.Role(scope, 'ServiceConnectRole', {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    description: `Lets ECS encrypt the connections of ${name}`,
  });
  const secrets = [Stack.of(scope).formatArn({ service: 'secretsmanager', resource: 'secret', resourceName: 'ecs-sc!*', arnFormat: ArnFormat.COLON_RESOURCE_NAME })];
  const ofThisAccount = { 'aws:ResourceAccount': Aws.ACCOUNT_ID };
  allow(role, {
    actions: ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'],
    resources: secrets,
    conditions: {
      ArnLike: { 'aws:RequestTag/AmazonECSCreated': [Fn.sub('arn:${AWS::Partition}:ecs:${AWS::Region}:${AWS::AccountId}:service/*/*')] },
      StringEquals: { 'aws:RequestTag/AmazonECSManaged': 'true', ...ofThisAccount },
    },
    because: SECRETS,
  });
  allow(role, {
    actions: [
      'secretsmanager:UpdateSecret', 'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:DeleteSecret',
      'secretsmanager:RotateSecret', 'secretsmanager:UpdateSecretVersionStage',
    ],
    resources: secrets,
    conditions: { StringEquals: { 'secretsmanager:ResourceTag/aws:secretsmanager:owningService': 'ecs-sc', ...ofThisAccount } },
    because: SECRETS,
  });
  allow(role, {
    actions: ['secretsmanager:DescribeSecret'],
    resources: secrets,
    conditions: { StringEquals: ofThisAccount },
    because: SECRETS,
  });
  allow(role, {
    actions: ['acm-pca:GetCertificate', 'acm-pca:GetCertificateAuthorityCertificate', 'acm-pca:DescribeCertificateAuthority'],
    resources: [authorityArn],
  });
  allow(role, {
    actions: ['acm-pca:IssueCertificate'],
    resources: [authorityArn],
    conditions: { StringEquals: { 'acm-pca:TemplateArn': Fn.sub('arn:${AWS::Partition}:acm-pca:::template/EndEntityCertificate/V1') } },
  });
  const key = given?.value as kms.IKey | undefined ?? platformKey;
  key?.grant(role, 'kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyPair');
  ownPolicy(role);
  return role;
}
