import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { IngressRoute, NetworkRoute } from '../../ingress';
import { alarmRow, countsOf, DASHBOARD_WIDTH, failuresIn, graph, GRAPH_HEIGHT, healthBehind, networkMetric } from '../../platform';

/** What there is to be seen of a workload. */
export interface WatchedWorkload {
  readonly name: string;
  readonly routes: readonly IngressRoute[];
  readonly networkRoutes: readonly NetworkRoute[];
  readonly alarms: readonly cloudwatch.IAlarm[];
  readonly clusterName: string;
  readonly serviceName: string;
}

const PERIOD = Duration.minutes(1);

/** Blue is blue, and green is green. */
const COLOURS = { blue: cloudwatch.Color.BLUE, green: cloudwatch.Color.GREEN };

/**
 * Rollouts of a workload in pictures, row by row: how traffic moves from one target group to the other, and what that does to those
 * who get it. Averages of both target groups would hide a bad version that has a twentieth of the traffic.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export function rolloutWidgets({ name, routes, networkRoutes, alarms, clusterName, serviceName }: WatchedWorkload): cloudwatch.IWidget[][] {
  return [
    [new cloudwatch.TextWidget({ markdown: `# ${name}`, width: DASHBOARD_WIDTH, height: 1 })],
    ...alarms.length > 0 ? [alarmRow(alarms)] : [],
    ...routes.map(route => routeWidgets(route, routes.length > 1 ? `, ${route.node.id.toLowerCase()}` : '')),
    ...networkRoutes.map(route => listenerWidgets(route, networkRoutes.length > 1 ? `, ${route.node.id.toLowerCase()}` : '')),
    [new cloudwatch.GraphWidget({
      title: 'Tasks (Container Insights)',
      left: [['RunningTaskCount', 'running'], ['DesiredTaskCount', 'desired']].map(([metricName, label]) => new cloudwatch.Metric({
        namespace: 'ECS/ContainerInsights',
        metricName,
        label,
        statistic: 'Maximum',
        period: PERIOD,
        dimensionsMap: { ClusterName: clusterName, ServiceName: serviceName },
      })),
      leftYAxis: { min: 0 },
      width: DASHBOARD_WIDTH,
      height: GRAPH_HEIGHT,
    })],
  ];
}

/** Nobody counts the connections of one listener, so what moves shows in who is well, and in the sum. */
function listenerWidgets(route: NetworkRoute, which: string): cloudwatch.IWidget[] {
  const third = (title: string, unit: string, metrics: cloudwatch.IMetric[]) => graph({ title: `${title}${which}`, unit, metrics, inRow: 3 });
  const healthy = healthBehind(route, 'Healthy');
  return [
    third('Healthy targets', 'targets', Object.entries(COLOURS).map(([colour, color]) => healthy[`${colour}Healthy`].with({ label: colour, color }))),
    third('Connections of the load balancer', 'per minute', [networkMetric(route, 'NewFlowCount', 'new')]),
    third('Resets at the load balancer', 'per minute', [
      networkMetric(route, 'TCP_Target_Reset_Count', 'by targets'), networkMetric(route, 'TCP_Client_Reset_Count', 'by clients'),
    ]),
  ];
}

type Metrics = Record<string, cloudwatch.IMetric>;

function routeWidgets(route: IngressRoute, which: string): cloudwatch.IWidget[] {
  const drawn = (title: string, unit: string, metrics: Metrics, draw: (colour: string) => string, stacked = false) => new cloudwatch.GraphWidget({
    title: `${title}${which}`,
    left: Object.entries(COLOURS).map(([colour, color]) => new cloudwatch.MathExpression({
      label: colour,
      color,
      expression: draw(colour),
      period: PERIOD,
      usingMetrics: Object.fromEntries(Object.entries(metrics).filter(([id]) => id.startsWith(colour))),
    })),
    leftYAxis: { min: 0, label: unit, showUnits: false },
    stacked,
    width: DASHBOARD_WIDTH / 4,
    height: GRAPH_HEIGHT,
  });
  return [
    drawn('Requests', 'per minute', countsOf(route, 'Requests'), colour => `FILL(${colour}Requests, 0)`, true),
    drawn('Failed requests', 'percent', countsOf(route, 'Requests', 'Errors', 'Unreached'), colour => `100 * (${failuresIn(colour)}) / ${colour}Requests`),
    drawn('Slowest hundredth', 'seconds', countsOf(route, 'Time'), colour => `${colour}Time`),
    drawn('Healthy targets', 'targets', countsOf(route, 'Healthy'), colour => `FILL(${colour}Healthy, 0)`),
  ];
}
