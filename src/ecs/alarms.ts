import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { EcsGround } from './ground';
import { unexpectedStops } from './operations';
import { WorkloadSpec } from '../model';
import { makeListenerAlarms, makeUsageAlarms, makeWayAlarms, RenderedExposure, RenderedListener, together, WayAlarms } from '../platform';

/** The alarms on the workload's ways in. Without anybody to tell, they still have ECS, which may watch them during deployments. */
export function renderAlarms(
  scope: Construct, { alarmTopic }: EcsGround, spec: WorkloadSpec, rendered: readonly RenderedExposure[], listeners: readonly RenderedListener[],
): WayAlarms {
  const withoutTopic = spec.rollout.alarms.kind === 'default'
    ? 'ECS watches this alarm during deployments and takes a bad version back; say alarmTopic on the platform to have people told as well.'
    : undefined;
  const told = { alarmTopic, withoutTopic };
  return together(makeWayAlarms(scope, spec, rendered, told), makeListenerAlarms(scope, spec, listeners, told));
}

/**
 * The alarms on what the service's tasks use, and on how they end. They name the service, so a service could not name them.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
 */
export function renderUsageAlarms(
  scope: Construct, { alarmTopic, cluster, taskEvents }: EcsGround, spec: WorkloadSpec, service: ecs.BaseService,
): cloudwatch.Alarm[] {
  const period = Duration.minutes(1);
  return makeUsageAlarms(scope, spec, {
    cpu: service.metricCpuUtilization({ period, statistic: 'Average' }),
    memory: service.metricMemoryUtilization({ period, statistic: 'Average' }),
    restarts: taskEvents && unexpectedStops(cluster, service, Duration.minutes(15)),
  }, { alarmTopic });
}
