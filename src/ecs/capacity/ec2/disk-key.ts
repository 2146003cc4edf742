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
export function letDisksUse(key: kms.IKey, scope: IConstruct): void {
  if (TOLD.has(key)) {
    return;
  }
  TOLD.add(key);
  const role = (service: string, name: string) => Stack.of(scope).formatArn({
    service: 'iam', region: '', resource: 'role', resourceName: `aws-service-role/${service}.amazonaws.com/${name}`,
  });
  const StringEquals = {
    'kms:CallerAccount': Aws.ACCOUNT_ID,
    'aws:PrincipalArn': [role('autoscaling', 'AWSServiceRoleForAutoScaling'), role('spot', 'AWSServiceRoleForEC2Spot')],
  };
  const allow = (actions: string[], conditions: Record<string, unknown>) =>
    key.addToResourcePolicy(new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions, resources: ['*'], conditions }));
  allow(USE, { StringEquals });
  allow(['kms:CreateGrant'], { StringEquals, Bool: { 'kms:GrantIsForAWSResource': 'true' } });
}

/** Once is enough for all capacity. */
const TOLD = new WeakSet<kms.IKey>();
