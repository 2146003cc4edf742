import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { logGroupName } from './add-ons/logs';
import { podMetric } from './alarms';
import { EksGround } from './ground';
import { WorkloadSpec } from '../model';
import { alarmRow, DashboardSection, graph, listenerRows, logLink, RenderedExposure, RenderedListener, wayRows } from '../platform';

/** What there is to be seen of a workload. */
export interface PodsInSight {
  readonly ground: EksGround;
  readonly spec: WorkloadSpec;
  readonly namespace: string;
  readonly rendered: readonly RenderedExposure[];
  readonly listeners: readonly RenderedListener[];
  readonly alarms: readonly cloudwatch.IAlarm[];
}

const PERIOD = Duration.minutes(1);

/**
 * A workload on the dashboard: its alarms, what its users see and, where Container Insights looks, what its pods use.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-enhanced-EKS.html
 */
export function podsSection({ ground, spec, namespace, rendered, listeners, alarms }: PodsInSight): DashboardSection {
  const { addOns, clusterName } = ground;
  const metric = (metricName: string, statistic: string, label: string, color?: string, period = PERIOD): cloudwatch.IMetric => spec.rollout.kind === 'shifting'
    // The pods of each version go by a name of their own, which begins with the workload's.
    ? search(`${ONE_POD} ClusterName="${clusterName}" Namespace="${namespace}" PodName=${spec.name} MetricName="${metricName}"`, statistic, period)
    : podMetric(clusterName, namespace, spec.name, { metricName, statistic, label, color, period });
  return {
    title: spec.name,
    text: addOns.applicationLogGroup && logLink(logGroupName(clusterName, 'application')),
    rows: [
      alarmRow(alarms),
      ...wayRows(spec, rendered),
      ...listenerRows(listeners),
      addOns._metrics ? [
        graph({ title: 'CPU', unit: 'percent of a node', metrics: [metric('pod_cpu_utilization', 'Average', 'average', cloudwatch.Color.BLUE)] }),
        graph({
          title: 'Memory',
          unit: 'percent',
          metrics: [metric('pod_memory_utilization_over_pod_limit', 'Average', 'average', cloudwatch.Color.BLUE)],
          alarmAt: spec.rollout.kind === 'shifting' ? undefined : spec.alarms?.memoryPercent,
        }),
        graph({ title: 'Containers', unit: 'containers', metrics: [metric('pod_number_of_running_containers', 'Sum', 'running', cloudwatch.Color.GREEN)] }),
        graph({
          title: 'Restarts',
          unit: 'in a quarter of an hour',
          metrics: [metric('pod_number_of_container_restarts', 'Sum', 'restarts', cloudwatch.Color.RED, Duration.minutes(15))],
          alarmAt: spec.rollout.kind === 'shifting' ? undefined : spec.alarms?.restarts,
        }),
      ] : [],
    ],
  };
}

const ONE_POD = '{ContainerInsights,ClusterName,Namespace,PodName}';

/** The nodes of a cluster, and all workloads next to each other, in whichever stack they are. Nothing where nobody measures. */
export function clusterSection({ addOns, clusterName }: EksGround, title: string): DashboardSection {
  if (!addOns._metrics) {
    return { title, rows: [] };
  }
  const node = (metricName: string, label: string) => new cloudwatch.Metric({
    namespace: 'ContainerInsights', metricName, label, statistic: 'Average', period: PERIOD, dimensionsMap: { ClusterName: clusterName },
  });
  const third = { unit: 'percent', inRow: 3 };
  const pods = (metricName: string) => search(`${ONE_POD} ClusterName="${clusterName}" MetricName="${metricName}"`, 'Average', PERIOD);
  return {
    title,
    rows: [[
      graph({ title: 'Nodes', ...third, metrics: [node('node_cpu_utilization', 'CPU'), node('node_memory_utilization', 'memory')] }),
      graph({ title: 'CPU of all workloads, of their nodes', ...third, metrics: [pods('pod_cpu_utilization')] }),
      graph({ title: 'Memory of all workloads, of their limits', ...third, metrics: [pods('pod_memory_utilization_over_pod_limit')] }),
    ]],
  };
}

function search(what: string, statistic: string, period: Duration): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({ expression: `SEARCH('${what}', '${statistic}')`, usingMetrics: {}, label: '', period });
}
