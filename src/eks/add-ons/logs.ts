import * as logs from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ObservabilityKind } from './observability';
import { acknowledge } from '../../private/acknowledge';
import type { EksGround } from '../ground';

/** Names of the groups under the cluster's. EKS says them. */
export type LogKind = 'application' | 'dataplane' | 'host' | 'performance';

/** The log groups of a cluster, besides those of its control plane. */
export type LogGroups = { readonly [kind in LogKind]?: logs.LogGroup };

/**
 * The agents would make the groups themselves, without an end and without a key. `application` is the output of all
 * containers, `dataplane` and `host` are the logs of nodes, `performance` holds the records that metrics are made of.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-EKS-logs.html
 */
export function makeLogGroups(scope: Construct, ground: EksGround, kind: ObservabilityKind, withAgents: boolean): LogGroups {
  const kinds: LogKind[] = ['application', ...withAgents ? ['dataplane', 'host'] as const : [], ...withAgents && kind === 'enhanced' ? ['performance'] as const : []];
  return Object.fromEntries(kinds.map(each => [each, makeLogGroup(scope, ground, each)]));
}

function makeLogGroup(scope: Construct, { clusterName, profile, encryptionKey }: EksGround, kind: LogKind): logs.LogGroup {
  const group = new logs.LogGroup(scope, `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Logs`, {
    logGroupName: logGroupName(clusterName, kind),
    retention: profile.logRetention,
    encryptionKey,
    removalPolicy: profile.retainData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
  });
  if (!encryptionKey) {
    acknowledge(group, 'CloudWatchLogGroupEncrypted', `The profile '${profile.profileName}' leaves encryption to keys that AWS owns.`);
  }
  return group;
}

export function logGroupName(clusterName: string, kind: LogKind): string {
  return `/aws/containerinsights/${clusterName}/${kind}`;
}
