import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { acknowledge } from '../private/acknowledge';
import { PlatformProfile } from '../vocabulary';

/** A bucket for access logs that empties itself. */
export function accessLogBucket(scope: Construct, id: string, profile: PlatformProfile): s3.Bucket {
  const bucket = new s3.Bucket(scope, id, {
    encryption: s3.BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    versioned: false,
    lifecycleRules: [{
      id: 'Expire',
      abortIncompleteMultipartUploadAfter: Duration.days(1),
      ...(profile.logRetention !== logs.RetentionDays.INFINITE && { expiration: Duration.days(profile.logRetention) }),
    }],
    removalPolicy: profile.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    autoDeleteObjects: !profile.retainData,
  });
  acknowledgeLogBucket(bucket);
  return bucket;
}

/**
 * Has the load balancer log to the bucket.
 *
 * The permission goes to the log delivery service rather than to an account that differs from region to region, which is
 * what AWS recommends for all regions by now and needs no region at synthesis. `logAccessLogs` of the L2 does neither.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export function logTo(loadBalancer: elbv2.ApplicationLoadBalancer, bucket: s3.IBucket, prefix: string | undefined): void {
  const { policyDependable } = bucket.addToResourcePolicy(new iam.PolicyStatement({
    sid: 'LoadBalancerAccessLogs',
    principals: [new iam.ServicePrincipal('logdelivery.elasticloadbalancing.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [bucket.arnForObjects(`${prefix ? `${prefix}/` : ''}AWSLogs/${Aws.ACCOUNT_ID}/*`)],
  }));
  loadBalancer.setAttribute('access_logs.s3.enabled', 'true');
  loadBalancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
  if (prefix) {
    loadBalancer.setAttribute('access_logs.s3.prefix', prefix);
  }
  if (policyDependable) {
    loadBalancer.node.defaultChild?.node.addDependency(policyDependable); // ELB writes a test file when logging is turned on
  }
}

function acknowledgeLogBucket(bucket: s3.Bucket): void {
  const resource = bucket.node.defaultChild as IConstruct;
  const ownLog = 'The bucket holds access logs; logging who reads them would need a bucket for each bucket.';
  acknowledge(resource, 'AwsSolutions-S1', ownLog);
  acknowledge(resource, 'S3BucketLoggingEnabled', ownLog);
  acknowledge(resource, 'S3DefaultEncryptionKMS', 'Elastic Load Balancing cannot write to a bucket that is encrypted with KMS; S3-managed keys are the only kind it supports.');
  acknowledge(resource, 'S3BucketVersioningEnabled', 'Log files are written once under a name that is never used again, and expire; old versions would only outlive their expiry.');
  acknowledge(resource, 'S3BucketReplicationEnabled', 'Access logs are kept for a limited time to investigate; a copy in another region is not worth its cost. Pass accessLogBucket to replicate.');
  acknowledge(resource, 'S3BucketDefaultLockEnabled', 'Access logs must expire as the profile says; pass accessLogBucket with object lock where records must not be deleted.');
}
