import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Aws, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';

const USE = ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];

/**
 * Lets the services that start instances use a key for their disks. They do so with roles of their own, which the account may not
 * have yet: a policy that names such a role as its principal would be refused, so a condition names it.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
 */
export function letDisksUse(key: kms.IKey, scope: IConstruct, spot: boolean): void {
  const role = (service: string, name: string) => Stack.of(scope).formatArn({
    service: 'iam', region: '', resource: 'role', resourceName: `aws-service-role/${service}.amazonaws.com/${name}`,
  });
  const roles = [role('autoscaling', 'AWSServiceRoleForAutoScaling'), ...spot ? [role('spot', 'AWSServiceRoleForEC2Spot')] : []];
  const conditions = { 'StringEquals': { 'kms:CallerAccount': Aws.ACCOUNT_ID }, 'ForAnyValue:StringEquals': { 'aws:PrincipalArn': roles } };
  key.addToResourcePolicy(new iam.PolicyStatement({
    sid: 'DisksOfInstances', principals: [new iam.AnyPrincipal()], actions: USE, resources: ['*'], conditions,
  }));
  key.addToResourcePolicy(new iam.PolicyStatement({
    sid: 'GrantsForDisksOfInstances',
    principals: [new iam.AnyPrincipal()],
    actions: ['kms:CreateGrant'],
    resources: ['*'],
    conditions: { ...conditions, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  }));
}
