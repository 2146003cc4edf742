import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Duration } from 'aws-cdk-lib/core';
import { EcsGround } from './ground';
import { unexpectedStops } from './operations';
import { WorkloadSpec } from '../model';
import { alarmRow, DashboardSection, graph, listenerRows, logLink, RenderedExposure, RenderedListener, wayRows } from '../platform';

/** What there is to be seen of a service. */
export interface ServiceInSight {
  readonly ground: EcsGround;
  readonly spec: WorkloadSpec;
  readonly service: ecs.BaseService;
  readonly rendered: readonly RenderedExposure[];
  readonly listeners: readonly RenderedListener[];
  readonly alarms: readonly cloudwatch.IAlarm[];
  readonly logGroup?: logs.ILogGroup;
}

const PERIOD = Duration.minutes(1);

/**
 * A service on the dashboard: its alarms, what its users see, what its tasks use, and how many there are.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-enhanced-observability-metrics-ECS.html
 */
export function serviceSection({ ground, spec, service, rendered, listeners, alarms, logGroup }: ServiceInSight): DashboardSection {
  const { cluster, taskEvents, _countsTasks } = ground;
  const percent = (metric: cloudwatch.Metric, label: string, color: string) => metric.with({ label, color });
  const count = (metricName: string, label: string, color: string) => new cloudwatch.Metric({
    namespace: 'ECS/ContainerInsights',
    metricName,
    label,
    color,
    statistic: 'Maximum',
    period: PERIOD,
    dimensionsMap: { ClusterName: cluster.clusterName, ServiceName: service.serviceName },
  });
  const both = (metric: (statistic: string) => cloudwatch.Metric) => [
    percent(metric('Average'), 'average', cloudwatch.Color.BLUE), percent(metric('Maximum'), 'the busiest', cloudwatch.Color.GREY),
  ];
  return {
    title: spec.name,
    text: logGroup && logLink(logGroup.logGroupName),
    rows: [
      alarmRow(alarms),
      ...wayRows(spec, rendered),
      ...listenerRows(listeners),
      [
        graph({
          title: 'CPU', unit: 'percent', metrics: both(statistic => service.metricCpuUtilization({ statistic, period: PERIOD })), alarmAt: spec.alarms?.cpuPercent,
        }),
        graph({
          title: 'Memory', unit: 'percent', metrics: both(statistic => service.metricMemoryUtilization({ statistic, period: PERIOD })), alarmAt: spec.alarms?.memoryPercent,
        }),
        ..._countsTasks ? [graph({
          title: 'Tasks',
          unit: 'tasks',
          metrics: [
            count('DesiredTaskCount', 'wanted', cloudwatch.Color.GREY), count('RunningTaskCount', 'running', cloudwatch.Color.GREEN),
            count('DeploymentCount', 'versions', cloudwatch.Color.PURPLE),
          ],
        })] : [],
        ...taskEvents ? [graph({
          title: 'Ended unasked',
          unit: 'tasks in a quarter of an hour',
          alarmAt: spec.alarms?.restarts,
          metrics: [unexpectedStops(cluster, service, Duration.minutes(15)).with({ label: 'ended', color: cloudwatch.Color.RED })],
        })] : [],
      ],
    ],
  };
}

/**
 * All services of a cluster next to each other, in whichever stack they are: a search finds them by the cluster's name, and refers to
 * none of them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/search-expression-syntax.html
 */
export function clusterSection({ clusterName }: ecs.ICluster, title: string): DashboardSection {
  const all = (metricName: string) => new cloudwatch.MathExpression({
    expression: `SEARCH('{AWS/ECS,ClusterName,ServiceName} ClusterName="${clusterName}" MetricName="${metricName}"', 'Average')`,
    usingMetrics: {},
    label: '',
    period: PERIOD,
  });
  const used = (name: string, metricName: string) => graph({ title: `${name} of all services`, unit: 'percent', metrics: [all(metricName)], inRow: 2 });
  return { title, rows: [[used('CPU', 'CPUUtilization'), used('Memory', 'MemoryUtilization')]] };
}
