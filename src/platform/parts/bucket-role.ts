import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Aws, Fn, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledge';
import { acknowledgeLater } from '../../private/acknowledge-later';
import { asTold } from '../../private/as-told';

/** Actions of which S3 has several, for objects, their versions and their tags. */
const ON_OBJECTS = ['s3:AbortMultipartUpload', 's3:DeleteObject*', 's3:GetObject*', 's3:List*', 's3:PutObject*'];
const RULES = 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/DO-NOT-DELETE-S3-Files*';
const ALL_RULES = 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/*';

/**
 * With this role S3 Files makes objects of files and files of objects, in one bucket and nowhere else. It is told of new
 * objects by rules of EventBridge, which it makes itself.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-prereq-policies.html
 */
export function makeBucketRole(scope: Construct, description: string, bucket: s3.IBucket, prefix: string): iam.Role {
  const { region } = Stack.of(scope);
  const objects = bucket.arnForObjects(`${prefix}*`);
  const own = { StringEquals: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } };
  const role = new iam.Role(scope, 'Role', {
    description,
    assumedBy: new iam.ServicePrincipal('elasticfilesystem.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': Fn.sub('arn:${AWS::Partition}:s3files:${AWS::Region}:${AWS::AccountId}:file-system/*') },
      },
    }),
    inlinePolicies: {
      Bucket: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({ actions: ['s3:ListBucket', 's3:ListBucketVersions'], resources: [bucket.bucketArn], conditions: own }),
          new iam.PolicyStatement({ actions: ON_OBJECTS, resources: [objects], conditions: own }),
          new iam.PolicyStatement({
            actions: ['events:DeleteRule', 'events:DisableRule', 'events:EnableRule', 'events:PutRule', 'events:PutTargets', 'events:RemoveTargets'],
            resources: [Fn.sub(RULES)],
            conditions: { StringEquals: { 'events:ManagedBy': 'elasticfilesystem.amazonaws.com' } },
          }),
          new iam.PolicyStatement({
            actions: ['events:DescribeRule', 'events:ListRuleNamesByTarget', 'events:ListRules', 'events:ListTargetsByRule'],
            resources: [Fn.sub(ALL_RULES)],
          }),
          ...bucket.encryptionKey ? [new iam.PolicyStatement({
            actions: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
            resources: [bucket.encryptionKey.keyArn],
            conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } },
          })] : [],
        ],
      }),
    },
  });
  acknowledge(role, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.');
  ON_OBJECTS.filter(action => action.endsWith('*')).forEach(action =>
    explain(role, `Action::${action}`, 'What S3 Files needs to keep files and objects the same, as its user guide lists it: actions on objects, their versions and tags.'));
  acknowledgeLater(role, () => `AwsSolutions-IAM5[Resource::${asTold(role, objects)}]`, 'The objects of one bucket, whose keys nobody knows before they are there.');
  [RULES, ALL_RULES].forEach(rules =>
    explain(role, `Resource::${rules.replace(/\$\{(.*?)\}/g, '<$1>')}`, 'S3 Files names the rules that tell it of new objects; it may change those that it manages, and look at the others.'));
  return role;
}

function explain(role: iam.Role, finding: string, reason: string): void {
  acknowledge(role, `AwsSolutions-IAM5[${finding}]`, reason);
}
