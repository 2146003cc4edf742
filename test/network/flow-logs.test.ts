import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { IRELAND, network, resourcesOf, stackIn } from './harness';
import { FlowLogs, Network } from '../../src/network';
import { PlatformProfile } from '../../src/vocabulary/platform-profile';

test('records of all traffic go to an encrypted log group that is kept for three months', () => {
  const { resources, template } = network();
  expect(resources('AWS::EC2::FlowLog')).toEqual([expect.objectContaining({ ResourceType: 'VPC', TrafficType: 'ALL', LogDestinationType: 'cloud-watch-logs', MaxAggregationInterval: 600 })]);
  expect(resources('AWS::Logs::LogGroup')).toEqual([{ RetentionInDays: 90, KmsKeyId: { 'Fn::GetAtt': [expect.stringMatching(/^NetworkKey/), 'Arn'] } }]);
  template.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Retain' });
  template.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
});

test('the role may write to its log group and nothing else, and only flow logs of this account may use it', () => {
  const { resources } = network();
  const role = resources('AWS::IAM::Role').find(({ Description }) => Description?.includes('flow logs'))!;
  expect(role.Policies).toBeUndefined();
  expect(role.ManagedPolicyArns).toBeUndefined();
  expect(role.AssumeRolePolicyDocument.Statement).toEqual([expect.objectContaining({
    Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, ArnLike: { 'aws:SourceArn': expect.anything() } },
  })]);
  expect(resources('AWS::IAM::ManagedPolicy')).toHaveLength(1);
  expect(resources('AWS::IAM::ManagedPolicy')[0].PolicyDocument.Statement).toEqual([{
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    Resource: { 'Fn::GetAtt': [expect.stringMatching(/^NetworkFlowLogGroup/), 'Arn'] },
  }]);
  expect(resources('AWS::IAM::Policy')).toEqual([]);
});

test('the flow log waits for the permission to write', () => {
  const { template } = network();
  template.hasResource('AWS::EC2::FlowLog', { DependsOn: Object.keys(template.findResources('AWS::IAM::ManagedPolicy')) });
});

test('the key lets CloudWatch Logs of this region use it for log groups of this account only', () => {
  const statements = network().resources('AWS::KMS::Key')[0].KeyPolicy.Statement;
  const forLogs = statements.filter((statement: any) => JSON.stringify(statement.Principal).includes('logs.'));
  expect(forLogs).toHaveLength(1);
  expect(forLogs[0].Condition.ArnLike['kms:EncryptionContext:aws:logs:arn']).toBe('arn:aws:logs:eu-west-1:123456789012:log-group:*');
});

test('a key of your own is used, and told once about CloudWatch Logs', () => {
  const stack = stackIn({ env: IRELAND });
  const encryptionKey = new kms.Key(stack, 'Shared');
  const first = new Network(stack, 'First', { encryptionKey });
  new Network(stack, 'Second', { encryptionKey });
  expect(first.encryptionKey).toBe(encryptionKey);
  const template = Template.fromStack(stack);
  const [key, ...others] = resourcesOf(template, 'AWS::KMS::Key');
  expect(others).toEqual([]);
  expect(key.KeyPolicy.Statement).toHaveLength(2);
});

test('what is recorded and for how long can be said', () => {
  const { resources } = network({
    profile: PlatformProfile.DEVELOPMENT,
    flowLogs: FlowLogs.toCloudWatch({
      retention: logs.RetentionDays.ONE_YEAR,
      trafficType: ec2.FlowLogTrafficType.REJECT,
      aggregationInterval: ec2.FlowLogMaxAggregationInterval.ONE_MINUTE,
    }),
  });
  expect(resources('AWS::EC2::FlowLog')[0]).toMatchObject({ TrafficType: 'REJECT', MaxAggregationInterval: 60 });
  expect(resources('AWS::Logs::LogGroup')[0]).toEqual({ RetentionInDays: 365 });
});

test('in development the log group goes with the stack', () => {
  const { template } = network({ profile: PlatformProfile.DEVELOPMENT, flowLogs: FlowLogs.toCloudWatch() });
  template.hasResource('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete' });
});

test('records can go to a bucket, and then there is no log group, role or key', () => {
  const stack = stackIn({ env: IRELAND });
  const made = new Network(stack, 'Network', { flowLogs: FlowLogs.toBucket(s3.Bucket.fromBucketName(stack, 'Bucket', 'records')) });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::EC2::FlowLog', { LogDestinationType: 's3' });
  template.resourceCountIs('AWS::Logs::LogGroup', 0);
  template.resourceCountIs('AWS::KMS::Key', 0);
  expect(made.flowLogRole).toBeUndefined();
  expect(made.flowLog).toBeDefined();
});

test('records can be left out', () => {
  const { resources, network: made } = network({ flowLogs: FlowLogs.none() });
  expect(resources('AWS::EC2::FlowLog')).toEqual([]);
  expect(made.flowLog).toBeUndefined();
});
