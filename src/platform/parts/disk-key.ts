import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Stack } from 'aws-cdk-lib/core';

/**
 * What whoever makes disks has to be allowed about the key that encrypts them: EC2 uses the key in their name, and hands on
 * the right to decrypt to the machine that a disk is attached to.
 *
 * As with secrets, the role alone says so, not the key.
 *
 * @see https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption-requirements.html
 */
export function mayEncryptDisks(key: kms.IKey): iam.PolicyStatement[] {
  const viaEc2 = { StringEquals: { 'kms:ViaService': `ec2.${Stack.of(key).region}.amazonaws.com` } };
  return [
    new iam.PolicyStatement({
      actions: ['kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      resources: [key.keyArn],
      conditions: viaEc2,
    }),
    new iam.PolicyStatement({
      actions: ['kms:CreateGrant'],
      resources: [key.keyArn],
      conditions: { ...viaEc2, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  ];
}
