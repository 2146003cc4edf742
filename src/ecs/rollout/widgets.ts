import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { IngressRoute, NetworkRoute } from '../../ingress';
import { countsOf, failuresIn, healthBehind, networkMetric } from '../../platform';

/** What there is to be seen of a workload. */
export interface WatchedWorkload {
  readonly name: string;
  readonly routes: readonly IngressRoute[];
  readonly networkRoutes: readonly NetworkRoute[];
  readonly alarms: readonly cloudwatch.IAlarm[];
  readonly clusterName: string;
  readonly serviceName: string;
}

/** A row of a dashboard is this wide. */
const WIDTH = 24;
const HEIGHT = 6;

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
    [new cloudwatch.TextWidget({ markdown: `# ${name}`, width: WIDTH, height: 1 })],
    ...alarms.length > 0 ? [[new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: WIDTH, height: 2 })]] : [],
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
      width: WIDTH,
      height: HEIGHT,
    })],
  ];
}

/** Nobody counts the connections of one listener, so what moves shows in who is well, and in the sum. */
function listenerWidgets(route: NetworkRoute, which: string): cloudwatch.IWidget[] {
  const graph = (title: string, unit: string, left: cloudwatch.IMetric[]) => new cloudwatch.GraphWidget({
    title: `${title}${which}`, left, leftYAxis: { min: 0, label: unit, showUnits: false }, width: WIDTH / 3, height: HEIGHT,
  });
  const healthy = healthBehind(route, 'Healthy');
  return [
    graph('Healthy targets', 'targets', Object.entries(COLOURS).map(([colour, color]) => healthy[`${colour}Healthy`].with({ label: colour, color }))),
    graph('Connections of the load balancer', 'per minute', [networkMetric(route, 'NewFlowCount', 'new')]),
    graph('Resets at the load balancer', 'per minute', [
      networkMetric(route, 'TCP_Target_Reset_Count', 'by targets'), networkMetric(route, 'TCP_Client_Reset_Count', 'by clients'),
    ]),
  ];
}

type Metrics = Record<string, cloudwatch.IMetric>;

function routeWidgets(route: IngressRoute, which: string): cloudwatch.IWidget[] {
  const graph = (title: string, unit: string, metrics: Metrics, draw: (colour: string) => string, stacked = false) => new cloudwatch.GraphWidget({
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
    width: WIDTH / 4,
    height: HEIGHT,
  });
  return [
    graph('Requests', 'per minute', countsOf(route, 'Requests'), colour => `FILL(${colour}Requests, 0)`, true),
    graph('Failed requests', 'percent', countsOf(route, 'Requests', 'Errors', 'Unreached'), colour => `100 * (${failuresIn(colour)}) / ${colour}Requests`),
    graph('Slowest hundredth', 'seconds', countsOf(route, 'Time'), colour => `${colour}Time`),
    graph('Healthy targets', 'targets', countsOf(route, 'Healthy'), colour => `FILL(${colour}Healthy, 0)`),
  ];
}
