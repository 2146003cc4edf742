import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { DASHBOARD_WIDTH, GRAPH_HEIGHT } from './section';
import { WorkloadSpec } from '../../model';
import { RenderedExposure } from '../parts/exposure';
import { errorPercentage, healthyTargets, requestsOf, slowestHundredth, unhealthyTargets } from '../parts/metrics';

/** What a graph shows, and how to read it. */
export interface GraphProps {
  readonly title: string;
  /** What the numbers count, for example `percent`. */
  readonly unit: string;
  readonly metrics: readonly cloudwatch.IMetric[];
  /** Where the alarm is, if there is one. */
  readonly alarmAt?: number;
  /** The most that there can be. */
  readonly max?: number;
  /** How many graphs are a row, unless they are four. */
  readonly inRow?: number;
}

export function graph({ title, unit, metrics, alarmAt, max, inRow = 4 }: GraphProps): cloudwatch.GraphWidget {
  return new cloudwatch.GraphWidget({
    title,
    left: [...metrics],
    leftYAxis: { min: 0, max, label: unit, showUnits: false },
    leftAnnotations: alarmAt === undefined ? undefined : [{ value: alarmAt, label: `alarm at ${alarmAt}`, color: cloudwatch.Color.RED }],
    width: DASHBOARD_WIDTH / inRow,
    height: GRAPH_HEIGHT,
  });
}

/** The alarms of a workload, in one row; no row where there are none. */
export function alarmRow(alarms: readonly cloudwatch.IAlarm[]): cloudwatch.IWidget[] {
  return alarms.length === 0 ? [] : [new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], width: DASHBOARD_WIDTH, height: 2 })];
}

/** How those fare who use the workload, a row for each way in, over both target groups. */
export function wayRows({ alarms }: WorkloadSpec, rendered: readonly RenderedExposure[]): cloudwatch.IWidget[][] {
  return rendered.map(({ route }) => {
    const which = rendered.length > 1 ? `, ${route.node.id.toLowerCase()}` : '';
    const coloured = (color: string, metric: cloudwatch.MathExpression) => metric.with({ color });
    return [
      graph({ title: `Requests${which}`, unit: 'per minute', metrics: [coloured(cloudwatch.Color.BLUE, requestsOf(route))] }),
      graph({
        title: `Failed requests${which}`, unit: 'percent', metrics: [coloured(cloudwatch.Color.RED, errorPercentage(route, 'failed'))], alarmAt: alarms?.errorPercent,
      }),
      graph({
        title: `Slowest hundredth${which}`,
        unit: 'seconds',
        metrics: [coloured(cloudwatch.Color.ORANGE, slowestHundredth(route, 'takes longer than'))],
        alarmAt: alarms?.latency?.toSeconds({ integral: false }),
      }),
      graph({
        title: `Targets${which}`,
        unit: 'copies',
        metrics: [coloured(cloudwatch.Color.GREEN, healthyTargets(route, 'healthy')), coloured(cloudwatch.Color.RED, unhealthyTargets(route, 'unhealthy'))],
      }),
    ];
  });
}

/** Where the logs of a workload are, as a link within the console. */
export function logLink(logGroupName: string): string {
  return `[Logs](#logsV2:log-groups/log-group/${logGroupName.replace(/\//g, '$252F')}) - [queries](#logsV2:logs-insights)`;
}
