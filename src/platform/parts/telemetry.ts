import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { allow } from './permissions';
import { ContainerSpec, WorkloadSpec } from '../../model';
import { acknowledge } from '../../private/acknowledge';
import { PlatformProfile, right } from '../../vocabulary';

/** What an agent has been made. */
export interface RenderedTelemetry {
  readonly metricsLogGroup?: logs.LogGroup;
  /** Variables of a container that say what has been made. */
  variablesOf(container: ContainerSpec): Record<string, string>;
}

export interface TelemetryGround {
  readonly profile: PlatformProfile;
  readonly encryptionKey?: kms.IKey;
}

/**
 * The log group that metrics are written to as records, from which CloudWatch makes metrics. An agent would make one itself,
 * without an end and without a key.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format.html
 */
export function renderTelemetry(scope: Construct, ground: TelemetryGround, { telemetry }: WorkloadSpec, role: iam.Role): RenderedTelemetry {
  if (telemetry?.kind !== 'openTelemetry' || telemetry.metricsGroupAs === undefined) {
    return { variablesOf: () => ({}) };
  }
  const { profile, encryptionKey } = ground;
  const metricsLogGroup = new logs.LogGroup(scope, 'Metrics', {
    retention: profile.logRetention,
    encryptionKey,
    // The metrics outlive the records that they were made of.
    removalPolicy: RemovalPolicy.DESTROY,
  });
  if (!encryptionKey) {
    acknowledge(metricsLogGroup, 'CloudWatchLogGroupEncrypted', `The profile '${profile.profileName}' does without keys of the account; CloudWatch Logs encrypts with a key that AWS owns.`);
  }
  const { logGroupArn, logGroupName } = metricsLogGroup;
  allow(role, [right(['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'], [logGroupArn])]);
  const { agent, metricsGroupAs } = telemetry;
  const told = ({ environment }: ContainerSpec) => Object.entries(environment).filter(([, value]) => value.includes(metricsGroupAs))
    .map(([name, value]) => [name, value.split(metricsGroupAs).join(logGroupName)]);
  return { metricsLogGroup, variablesOf: container => container.name === agent ? Object.fromEntries(told(container)) : {} };
}
