import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy, Size } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EcsGround } from './ground';
import { LoggingSpec } from '../model';
import { acknowledge } from '../private/acknowledge';

/** The log group that the workload's containers write to, if they write to one. */
export function makeLogGroup(scope: Construct, platform: EcsGround, logging: LoggingSpec): logs.ILogGroup | undefined {
  if (logging.kind === 'none') {
    return undefined;
  }
  if (logging.group) {
    return logging.group.value as logs.ILogGroup;
  }
  const logGroup = new logs.LogGroup(scope, 'LogGroup', {
    retention: logging.retentionDays,
    encryptionKey: platform.encryptionKey,
    removalPolicy: platform.profile.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  if (!platform.encryptionKey) {
    acknowledge(logGroup, 'CloudWatchLogGroupEncrypted', `The profile '${platform.profile.profileName}' does without keys of the account; CloudWatch Logs encrypts with a key that AWS owns.`);
  }
  return logGroup;
}

/**
 * How one container writes its log. Each has a prefix of its own, so that streams are found by the container's name.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
export function renderLogging(logging: LoggingSpec, logGroup: logs.ILogGroup | undefined, streamPrefix: string): ecs.LogDriver | undefined {
  if (logging.kind === 'none' || !logGroup) {
    return undefined;
  }
  return ecs.LogDrivers.awsLogs({
    logGroup,
    streamPrefix,
    mode: logging.blocking ? ecs.AwsLogDriverMode.BLOCKING : ecs.AwsLogDriverMode.NON_BLOCKING,
    maxBufferSize: logging.blocking ? undefined : Size.mebibytes(logging.bufferMiB),
  });
}
