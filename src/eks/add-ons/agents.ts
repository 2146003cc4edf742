import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { Right } from './identity';
import { Installation } from './install';
import { LogGroups } from './logs';
import { ObservabilityKind } from './observability';
import type { EksGround } from '../ground';

/**
 * The agents of CloudWatch on all nodes: one for logs, one for metrics. Programs in pods are left as they are; the add-on
 * would otherwise put tracing into them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html
 */
export function agents(scope: Construct, { clusterName }: EksGround, kind: ObservabilityKind, groups: LogGroups): Installation {
  return {
    configuration: {
      containerLogs: { enabled: true },
      containerInsights: { enabled: kind === 'enhanced' },
      otelContainerInsights: { enabled: false },
      manager: { applicationSignals: { autoMonitor: { monitorAllServices: false } } },
    },
    identity: {
      account: 'cloudwatch-agent',
      namespace: 'amazon-cloudwatch',
      description: 'Sends logs and metrics of the cluster to CloudWatch',
      rights: [...logRights(scope, clusterName), ...kind === 'enhanced' ? METRIC_RIGHTS : []],
    },
    after: Object.values(groups),
  };
}

/** The groups of this cluster, whichever the agents ask for: they make sure that each is there before they write. */
export function logRights(scope: Construct, clusterName: string): Right[] {
  const groups = Stack.of(scope).formatArn({
    service: 'logs', resource: 'log-group', resourceName: `/aws/containerinsights/${clusterName}/*`, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return [{
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: [groups],
    because: 'Each node and pod has streams of its own, in groups of this cluster only.',
  }];
}

const METRIC_RIGHTS: Right[] = [{
  actions: ['ec2:DescribeTags', 'ec2:DescribeVolumes'],
  resources: ['*'],
  because: 'These actions list what there is, and cannot be limited to some of it.',
}, {
  actions: ['cloudwatch:PutMetricData'],
  resources: ['*'],
  conditions: { StringLike: { 'cloudwatch:namespace': ['ContainerInsights*', 'CWAgent'] } },
  because: 'Metrics are no resources of IAM; only namespaces of Container Insights are meant.',
}];
