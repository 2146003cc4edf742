import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

/** How a task ends that nobody asked to end. */
export const UNEXPECTED = ['EssentialContainerExited', 'TaskFailedToStart'];

/** What ECS says, without a code of its own, of tasks that it ends because they fail checks. */
export const UNWELL = 'Task failed';

const METRIC = { namespace: 'ContainerPlatform', metricName: 'UnexpectedStops' };

/**
 * Counts the tasks of services that end unasked, by service, from the events that are kept anyway: ECS has no metric of them, and a
 * rule for each service would soon be more than the quota. Jobs are no part of it: their tasks are meant to end.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntaxForMetricFilters.html
 */
export function countUnexpectedStops(scope: Construct, logGroup: logs.ILogGroup): logs.MetricFilter {
  const reasons = [...UNEXPECTED.map(code => `($.detail.stopCode = "${code}")`), `($.detail.stoppedReason = "${UNWELL}*")`];
  return new logs.MetricFilter(scope, 'UnexpectedStops', {
    logGroup,
    filterPattern: logs.FilterPattern.literal(`{ ($.detail.group = "service:*") && (${reasons.join(' || ')}) }`),
    metricNamespace: METRIC.namespace,
    metricName: METRIC.metricName,
    metricValue: '1',
    dimensions: { Cluster: '$.detail.clusterArn', Group: '$.detail.group' },
  });
}

/** How many of them there were of one service. */
export function unexpectedStops(cluster: ecs.ICluster, service: ecs.IBaseService, period: Duration): cloudwatch.Metric {
  // By the name, which services in other stacks know anyway.
  const clusterArn = Stack.of(service).formatArn({ service: 'ecs', resource: 'cluster', resourceName: cluster.clusterName });
  return new cloudwatch.Metric({
    ...METRIC, statistic: 'Sum', period, dimensionsMap: { Cluster: clusterArn, Group: `service:${service.serviceName}` },
  });
}
