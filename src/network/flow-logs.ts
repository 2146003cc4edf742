/**
 * The record of who talked to whom in a VPC, and what it needs to be written.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { PlatformProfile } from '../vocabulary/platform-profile';

/**
 * What is recorded.
 */
export interface FlowLogsOptions {
  /**
   * Accepted traffic, rejected traffic, or both.
   * @default ec2.FlowLogTrafficType.ALL
   */
  readonly trafficType?: ec2.FlowLogTrafficType;

  /**
   * How long packets of one flow are collected before they become a record: one or ten minutes.
   * @default ec2.FlowLogMaxAggregationInterval.TEN_MINUTES
   */
  readonly aggregationInterval?: ec2.FlowLogMaxAggregationInterval;
}

/**
 * What is recorded, and how the log group is kept.
 */
export interface CloudWatchFlowLogsOptions extends FlowLogsOptions {
  /**
   * How long records are kept.
   * @default - as long as the profile keeps logs
   */
  readonly retention?: logs.RetentionDays;
}

/**
 * Where the flow logs of a network go.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
 */
export class FlowLogs {
  /**
   * To a log group of their own, encrypted where the profile asks for customer managed keys. About 0.50 USD per GB.
   *
   * @param options what is recorded and for how long
   */
  public static toCloudWatch(options: CloudWatchFlowLogsOptions = {}): FlowLogs {
    return new FlowLogs(options, undefined, options.retention);
  }

  /**
   * To an existing bucket, under `AWSLogs/`. About half the price of CloudWatch.
   *
   * The bucket's policy must let `delivery.logs.amazonaws.com` write: AWS adds that to a bucket of the same account when
   * the deploying role may change the policy, and so does the CDK with `@aws-cdk/aws-s3:createDefaultLoggingPolicy`.
   *
   * @param bucket the bucket
   * @param options what is recorded
   */
  public static toBucket(bucket: s3.IBucket, options: FlowLogsOptions = {}): FlowLogs {
    return new FlowLogs(options, bucket);
  }

  /** No record of traffic. The rule packs are told that you said so. */
  public static none(): FlowLogs {
    return new FlowLogs();
  }

  private constructor(
    /** @internal */ public readonly _options?: FlowLogsOptions,
    /** @internal */ public readonly _bucket?: s3.IBucket,
    /** @internal */ public readonly _retention?: logs.RetentionDays,
  ) {}

  /** @internal Whether a log group of ours is made, which a key of ours may encrypt. */
  public get _hasLogGroup(): boolean {
    return this._options !== undefined && this._bucket === undefined;
  }
}

/** What turning flow logs on has made. */
export interface FlowLogResources {
  readonly flowLog?: ec2.FlowLog;
  readonly logGroup?: logs.LogGroup;
  readonly role?: iam.Role;
}

/** Turns the choice into resources next to the VPC. */
export function makeFlowLogs(scope: Construct, vpc: ec2.IVpc, choice: FlowLogs, profile: PlatformProfile, key?: kms.IKey): FlowLogResources {
  const { _options: options, _bucket: bucket } = choice;
  if (!options) {
    return {};
  }
  if (bucket) {
    return { flowLog: record(scope, vpc, options, ec2.FlowLogDestination.toS3(bucket)) };
  }
  const logGroup = new logs.LogGroup(scope, 'FlowLogGroup', {
    retention: choice._retention ?? profile.logRetention,
    encryptionKey: key,
    removalPolicy: profile.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  const role = new iam.Role(scope, 'FlowLogRole', {
    description: 'Lets VPC flow logs write to their log group',
    assumedBy: new iam.ServicePrincipal('vpc-flow-logs.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': Stack.of(scope).formatArn({ service: 'ec2', resource: 'vpc-flow-log', resourceName: '*' }) },
      },
    }),
  });
  const policy = new iam.ManagedPolicy(scope, 'FlowLogPolicy', {
    description: 'Lets VPC flow logs write to their log group',
    roles: [role],
    statements: [new iam.PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    })],
  });
  // The L2 would add an inline policy of its own to any role it may change.
  const flowLog = record(scope, vpc, options, ec2.FlowLogDestination.toCloudWatchLogs(logGroup, role.withoutPolicyUpdates()));
  flowLog.node.addDependency(policy);
  return { flowLog, logGroup, role };
}

function record(scope: Construct, vpc: ec2.IVpc, options: FlowLogsOptions, destination: ec2.FlowLogDestination): ec2.FlowLog {
  return new ec2.FlowLog(scope, 'FlowLog', {
    resourceType: ec2.FlowLogResourceType.fromVpc(vpc),
    destination,
    trafficType: options.trafficType ?? ec2.FlowLogTrafficType.ALL,
    maxAggregationInterval: options.aggregationInterval ?? ec2.FlowLogMaxAggregationInterval.TEN_MINUTES,
  });
}
