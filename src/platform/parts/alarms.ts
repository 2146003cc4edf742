import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmListeners, makeAlarm } from './alarm';
import { RenderedExposure } from './exposure';
import { errorPercentage, healthyTargets, slowestHundredth, unhealthyTargets } from './metrics';
import { AlarmsSpec, fewestCopies, WorkloadSpec } from '../../model';

/** The alarms on a workload's ways in. */
export interface WayAlarms {
  readonly all: cloudwatch.Alarm[];
  /** Those that tell how its users fare, and so decide over a new version. */
  readonly judges: cloudwatch.Alarm[];
}

/** What copies use, and how often they end. What is missing is not known, and alarms nobody. */
export interface UsageMetrics {
  readonly cpu?: cloudwatch.IMetric;
  readonly memory?: cloudwatch.IMetric;
  /** Those of a quarter of an hour. */
  readonly restarts?: cloudwatch.IMetric;
}

/**
 * Alarms from the workload's own target groups. Each looks at blue and green together, so that it means the same
 * whichever of them a rollout has made live.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export function makeWayAlarms(scope: Construct, spec: WorkloadSpec, rendered: readonly RenderedExposure[], listeners: AlarmListeners): WayAlarms {
  const { alarms } = spec;
  const made = alarms ? rendered.map(way => alarmsOfWay(scope, spec, alarms, way, { ...listeners, tellWhenOver: alarms.tellWhenOver })) : [];
  return {
    all: made.flatMap(({ errors, unhealthy, latency, noneHealthy }) => there(errors, unhealthy, latency, noneHealthy)),
    judges: made.flatMap(({ errors, unhealthy, latency }) => there(errors, unhealthy, latency)),
  };
}

/** Alarms from what the copies use. Being busy is not being broken, so none of them decides over a version. */
export function makeUsageAlarms(
  scope: Construct, { name, alarms }: WorkloadSpec, metrics: UsageMetrics, listeners: AlarmListeners,
): cloudwatch.Alarm[] {
  if (!alarms) {
    return [];
  }
  const alarm = (id: string, metric: cloudwatch.IMetric | undefined, threshold: number | undefined, alarmDescription: string, minutes: number) =>
    metric && threshold !== undefined ? makeAlarm(scope, id, {
      alarmDescription, metric, threshold, ...lasting(minutes), comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    }, { ...listeners, tellWhenOver: alarms.tellWhenOver }) : undefined;
  const { cpuPercent, memoryPercent, restarts } = alarms;
  return there(
    alarm('CpuAlarm', metrics.cpu, cpuPercent, `The copies of ${name} have been using ${cpuPercent} % of their CPU or more for a quarter of an hour`, 15),
    alarm('MemoryAlarm', metrics.memory, memoryPercent, `The copies of ${name} have been using ${memoryPercent} % of their memory or more for a quarter of an hour`, 15),
    alarm('RestartsAlarm', metrics.restarts, restarts, `Copies of ${name} ended ${restarts} times or more within a quarter of an hour, and nobody had asked for it`, 1),
  );
}

function alarmsOfWay(
  scope: Construct, { name, scaling }: WorkloadSpec, alarms: AlarmsSpec, { exposure, route }: RenderedExposure, listeners: AlarmListeners,
) {
  const prefix = route.node.id;
  const { errorPercent, latency, unhealthy, noneHealthy } = alarms;
  return {
    errors: errorPercent === undefined ? undefined : makeAlarm(scope, `${prefix}ErrorsAlarm`, {
      alarmDescription: `More than ${errorPercent} % of the ${exposure.audience} requests to ${name} get no answer, or one with a status of 500 or above`,
      metric: errorPercentage(route),
      threshold: errorPercent,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      ...lasting(3),
    }, listeners),
    unhealthy: unhealthy ? makeAlarm(scope, `${prefix}UnhealthyAlarm`, {
      alarmDescription: `Copies of ${name} have been failing the ${exposure.audience} load balancer's health checks for five minutes`,
      metric: unhealthyTargets(route),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      ...lasting(5),
    }, listeners) : undefined,
    latency: latency ? makeAlarm(scope, `${prefix}LatencyAlarm`, {
      alarmDescription: `One ${exposure.audience} request in a hundred to ${name} has been taking more than ${latency.toHumanString()} for five minutes`,
      metric: slowestHundredth(route),
      threshold: latency.toSeconds({ integral: false }),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      ...lasting(5),
    }, listeners) : undefined,
    // What may have no copies at all is not broken when it has none.
    noneHealthy: noneHealthy && fewestCopies(scaling) > 0 ? makeAlarm(scope, `${prefix}NoneHealthyAlarm`, {
      alarmDescription: `The ${exposure.audience} load balancer has had no healthy copy of ${name} for three minutes`,
      metric: healthyTargets(route),
      threshold: 0,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
      ...lasting(3),
    }, listeners) : undefined,
  };
}

/** So many bad minutes, one after the other. */
function lasting(minutes: number) {
  return { evaluationPeriods: minutes, datapointsToAlarm: minutes };
}

function there<T>(...values: (T | undefined)[]): T[] {
  return values.filter((value): value is T => value !== undefined);
}
