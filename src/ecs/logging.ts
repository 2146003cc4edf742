import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy, Size } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EcsGround } from './ground';
import { renderSecret } from './secrets';
import { DriverLogging, GroupLogging, LoggingSpec, RoutedLogging, WorkloadSpec } from '../model';
import { DEFAULTS } from '../model/defaults';
import { allow } from '../platform';
import { acknowledge } from '../private/acknowledge';
import { assertNever } from '../private/assert-never';
import { right } from '../vocabulary';

/** The log group that ECS writes to, if it writes to one: the output of all containers, or only that of their router. */
export function makeLogGroup(scope: Construct, platform: EcsGround, logging: LoggingSpec): logs.ILogGroup | undefined {
  if (logging.kind === 'none' || logging.kind === 'driver') {
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

/** Whether the output of the workload's own containers is in that group. */
export function keepsOutput(logging: LoggingSpec): boolean {
  return logging.kind === 'group' || logging.kind === 'routed' && logging.toGroup;
}

/** A router writes with the identity of the workload; what ECS itself writes, it writes with the execution role. */
export function allowRouting(taskRole: iam.Role, logging: LoggingSpec, logGroup: logs.ILogGroup | undefined): void {
  if (logging.kind === 'routed' && logging.toGroup && logGroup) {
    const because = 'The right to write to a log group is the right to write to its streams, whose names end in the id of a task.';
    allow(taskRole, [right(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupRef.logGroupArn], because)]);
  }
}

/**
 * How one container writes its log. Each has a prefix of its own, so that streams are found by the container's name.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
 */
export function renderLogging({ name, logging }: WorkloadSpec, container: string, logGroup: logs.ILogGroup | undefined): ecs.LogDriver | undefined {
  switch (logging.kind) {
    case 'none': return undefined;
    case 'group': return toGroup(name, logGroup!, logging);
    case 'driver': return toDriver(logging);
    // A router cannot route itself.
    case 'routed': return container === logging.router ? toGroup(name, logGroup!, DEFAULTS.logging) : toRouter(name, container, logGroup!, logging);
    default: return assertNever(logging);
  }
}

/**
 * The names of a container's streams but for their end, which is the id of the task.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html
 */
export function streamsOf({ name, logging }: WorkloadSpec, container: string): string {
  // A router puts its tag behind its prefix, with nothing in between.
  return logging.kind === 'routed' && logging.router !== container ? `${routedPrefix(name, logging)}${container}-firelens-` : `${name}/${container}/`;
}

function routedPrefix(workload: string, { options }: RoutedLogging): string {
  return options.log_stream_prefix ?? `${workload}/`;
}

function toDriver(logging: DriverLogging): ecs.LogDriver {
  return new ecs.GenericLogDriver({ logDriver: logging.driver, options: { ...logging.options }, secretOptions: secretOptions(logging) });
}

function toGroup(streamPrefix: string, logGroup: logs.ILogGroup, { blocking, bufferMiB }: Pick<GroupLogging, 'blocking' | 'bufferMiB'>): ecs.LogDriver {
  return ecs.LogDrivers.awsLogs({
    logGroup,
    streamPrefix,
    mode: blocking ? ecs.AwsLogDriverMode.BLOCKING : ecs.AwsLogDriverMode.NON_BLOCKING,
    maxBufferSize: blocking ? undefined : Size.mebibytes(bufferMiB),
  });
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef.html */
function toRouter(workload: string, container: string, logGroup: logs.ILogGroup, logging: RoutedLogging): ecs.LogDriver {
  const group = {
    Name: 'cloudwatch_logs',
    region: logGroup.env.region,
    log_group_name: logGroup.logGroupRef.logGroupName,
    log_stream_prefix: routedPrefix(workload, logging),
    auto_create_group: 'false',
  };
  return ecs.LogDrivers.firelens({
    options: { ...logging.toGroup && group, ...logging.options, ...ownDirectory(container, logging), 'log-driver-buffer-limit': `${logging.bufferedLines}` },
    secretOptions: secretOptions(logging),
  });
}

/** Each container has an output of its own in the one router. With one directory an output would, after a restart, send what others kept in it. */
function ownDirectory(container: string, { options: { store_dir: directory } }: RoutedLogging): Record<string, string> {
  return directory === undefined ? {} : { store_dir: `${directory}/${container}` };
}

/** Undefined where there is none, because the CDK would render an empty list. */
function secretOptions({ secretOptions: given }: DriverLogging | RoutedLogging): Record<string, ecs.Secret> | undefined {
  const secrets = Object.entries(given);
  return secrets.length > 0 ? Object.fromEntries(secrets.map(([name, source]) => [name, renderSecret(source)])) : undefined;
}
