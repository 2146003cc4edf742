import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { AlarmListeners, makeAlarm } from './alarm';
import { WayAlarms } from './alarms';
import { RenderedListener } from './network-listener';
import { healthyBehind, unhealthyBehind } from './network-metrics';
import { AlarmsSpec, fewestCopies, WorkloadSpec } from '../../model';

/**
 * Alarms from the target groups of a workload's listeners. A Network Load Balancer knows of a service no more than whether its
 * copies are well: what it counts otherwise, it counts for all who share it.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
 */
export function makeListenerAlarms(
  scope: Construct, spec: WorkloadSpec, rendered: readonly RenderedListener[], listeners: AlarmListeners,
): WayAlarms {
  const { alarms } = spec;
  const made = alarms ? rendered.map(way => alarmsOfListener(scope, spec, alarms, way, { ...listeners, tellWhenOver: alarms.tellWhenOver })) : [];
  return {
    all: made.flatMap(({ unhealthy, noneHealthy }) => [...unhealthy, ...noneHealthy]),
    judges: made.flatMap(({ unhealthy }) => unhealthy),
  };
}

/** The alarms on all ways in. */
export function together(...ways: readonly WayAlarms[]): WayAlarms {
  return { all: ways.flatMap(({ all }) => all), judges: ways.flatMap(({ judges }) => judges) };
}

function alarmsOfListener(
  scope: Construct, { name, scaling }: WorkloadSpec, alarms: AlarmsSpec, { listener, route }: RenderedListener, listeners: AlarmListeners,
) {
  const prefix = route.node.id;
  const where = `${listener.audience} port ${listener.listenerPort}`;
  return {
    unhealthy: alarms.unhealthy ? [makeAlarm(scope, `${prefix}UnhealthyAlarm`, {
      alarmDescription: `Copies of ${name} behind ${where} have been failing the load balancer's health checks for five minutes`,
      metric: unhealthyBehind(route),
      threshold: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
    }, listeners)] : [],
    // What may have no copies at all is not broken when it has none.
    noneHealthy: alarms.noneHealthy && fewestCopies(scaling) > 0 ? [makeAlarm(scope, `${prefix}NoneHealthyAlarm`, {
      alarmDescription: `There has been no healthy copy of ${name} behind ${where} for three minutes`,
      metric: healthyBehind(route),
      threshold: 0,
      comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
    }, listeners)] : [],
  };
}
