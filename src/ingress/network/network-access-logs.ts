import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Aws } from 'aws-cdk-lib/core';

/**
 * Has the load balancer log to the bucket. Unlike Application Load Balancers it looks at who owns the bucket first, and
 * hands what it writes over to them.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
 */
export function logConnectionsTo(loadBalancer: elbv2.NetworkLoadBalancer, bucket: s3.IBucket, prefix: string | undefined): void {
  const principals = [new iam.ServicePrincipal('delivery.logs.amazonaws.com')];
  const ownAccount = { 'aws:SourceAccount': Aws.ACCOUNT_ID };
  const ofThisRegion = { 'aws:SourceArn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:*` };
  const statements = [
    new iam.PolicyStatement({
      principals,
      actions: ['s3:GetBucketAcl'],
      resources: [bucket.bucketArn],
      conditions: { StringEquals: ownAccount, ArnLike: ofThisRegion },
    }),
    new iam.PolicyStatement({
      principals,
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`${prefix ? `${prefix}/` : ''}AWSLogs/${Aws.ACCOUNT_ID}/*`)],
      conditions: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', ...ownAccount }, ArnLike: ofThisRegion },
    }),
  ];
  const dependables = statements.map(statement => bucket.addToResourcePolicy(statement).policyDependable);
  loadBalancer.setAttribute('access_logs.s3.enabled', 'true');
  loadBalancer.setAttribute('access_logs.s3.bucket', bucket.bucketName);
  if (prefix) {
    loadBalancer.setAttribute('access_logs.s3.prefix', prefix);
  }
  for (const policy of dependables) {
    if (policy) {
      loadBalancer.node.defaultChild?.node.addDependency(policy); // logging is tried when it is turned on
    }
  }
}
