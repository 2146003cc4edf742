import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EksGround } from './ground';
import { WorkloadSpec } from '../model';
import {
  makeListenerAlarms, makeUsageAlarms, makeWayAlarms, RenderedExposure, RenderedListener, together, UsageMetrics, WayAlarms,
} from '../platform';

/** The alarms on the workload's ways in. */
export function renderAlarms(
  scope: Construct, { alarmTopic }: EksGround, spec: WorkloadSpec, rendered: readonly RenderedExposure[], listeners: readonly RenderedListener[],
): WayAlarms {
  return together(makeWayAlarms(scope, spec, rendered, { alarmTopic }), makeListenerAlarms(scope, spec, listeners, { alarmTopic }));
}

/** The alarms on what the pods use, and on how they end, where Container Insights sees it. */
export function renderUsageAlarms(scope: Construct, ground: EksGround, spec: WorkloadSpec, namespace: string): cloudwatch.Alarm[] {
  return makeUsageAlarms(scope, spec, usageMetrics(ground, spec, namespace), { alarmTopic: ground.alarmTopic });
}

/**
 * What Container Insights knows of a workload under a name that lasts. With a rollout that shifts traffic the pods of each version
 * go by a name of its own. There is no share of the CPU to be had, because nothing limits it.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-enhanced-EKS.html
 */
function usageMetrics({ addOns, clusterName }: EksGround, { name, rollout }: WorkloadSpec, namespace: string): UsageMetrics {
  if (!addOns._metrics || rollout.kind === 'shifting') {
    return {};
  }
  const metric = (metricName: string, statistic: string, period: Duration) =>
    podMetric(clusterName, namespace, name, { metricName, statistic, period });
  return {
    memory: metric('pod_memory_utilization_over_pod_limit', 'Average', Duration.minutes(1)),
    // Those since the last time that somebody looked.
    restarts: metric('pod_number_of_container_restarts', 'Sum', Duration.minutes(15)),
  };
}

/** A metric of all pods of a workload together; Container Insights calls pods by what made them. */
export function podMetric(
  clusterName: string, namespace: string, name: string, props: Omit<cloudwatch.MetricProps, 'namespace' | 'dimensionsMap'>,
): cloudwatch.Metric {
  return new cloudwatch.Metric({
    ...props, namespace: 'ContainerInsights', dimensionsMap: { ClusterName: clusterName, Namespace: namespace, PodName: name },
  });
}
