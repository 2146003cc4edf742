import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { SETTINGS, ground, ingressIn, only, resources } from './support';
import { PlatformProfile } from '../../src/vocabulary';

const BUCKET = 'AWS::S3::Bucket';
const POLICY = 'AWS::S3::BucketPolicy';
const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

/** Who may do what with the bucket, without the demand for TLS. */
const allowed = (statements: any[]) => statements.filter(one => one.Effect === 'Allow');

test.each(SETTINGS)('the log delivery service may write, and nobody else, with %s', (_, setting) => {
  const on = ground(setting);
  ingressIn(on);
  const [statement, ...rest] = allowed(only(on.stack, POLICY).PolicyDocument.Statement);
  expect(rest).toEqual([]);
  expect(statement).toMatchObject({ Action: 's3:PutObject', Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' } });
  expect(JSON.stringify(statement.Resource)).toContain('/AWSLogs/');
});

test('the bucket is closed, encrypted with S3-managed keys, and empties itself', () => {
  const on = ground();
  ingressIn(on);
  expect(Object.values(resources(on.stack, BUCKET))[0]).toMatchObject({
    DeletionPolicy: 'Retain',
    Properties: {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      LifecycleConfiguration: { Rules: [expect.objectContaining({ ExpirationInDays: 90 })] },
    },
  });
  const denied = only(on.stack, POLICY).PolicyDocument.Statement.find((one: any) => one.Effect === 'Deny');
  expect(denied).toMatchObject({ Condition: { Bool: { 'aws:SecureTransport': 'false' } }, Principal: { AWS: '*' } });
});

test('the policy is there before the load balancer writes its test file', () => {
  const on = ground();
  ingressIn(on);
  expect(Object.values(resources(on.stack, LOAD_BALANCER))[0].DependsOn).toEqual(expect.arrayContaining(Object.keys(resources(on.stack, POLICY))));
});

test('logs that are kept forever do not expire', () => {
  const on = ground();
  ingressIn(on, { profile: PlatformProfile.PRODUCTION.customize('archive', { logRetention: RetentionDays.INFINITE }) });
  expect(only(on.stack, BUCKET).LifecycleConfiguration.Rules[0].ExpirationInDays).toBeUndefined();
});

test('a bucket that must not outlive the stack is emptied with it', () => {
  const on = ground();
  ingressIn(on, { profile: PlatformProfile.DEVELOPMENT, accessLogs: true });
  expect(Object.values(resources(on.stack, BUCKET))[0]).toMatchObject({ DeletionPolicy: 'Delete' });
  expect(Object.keys(resources(on.stack, 'Custom::S3AutoDeleteObjects'))).toHaveLength(1);
});

test('a bucket of your own is written to under your prefix, also in development', () => {
  const on = ground();
  const bucket = new s3.Bucket(on.stack, 'Mine');
  const ingress = ingressIn(on, { profile: PlatformProfile.DEVELOPMENT, accessLogBucket: bucket, accessLogPrefix: 'shared/web' });
  expect(ingress.accessLogBucket).toBe(bucket);
  expect(only(on.stack, LOAD_BALANCER).LoadBalancerAttributes).toEqual(expect.arrayContaining([
    { Key: 'access_logs.s3.bucket', Value: { Ref: expect.stringContaining('Mine') } },
    { Key: 'access_logs.s3.prefix', Value: 'shared/web' },
  ]));
  expect(JSON.stringify(only(on.stack, POLICY))).toContain('/shared/web/AWSLogs/');
});
