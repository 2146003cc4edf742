import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { AlarmListeners, makeAlarm } from './alarm';
import { RenderedExposure } from './exposure';
import { ofBothTargetGroups } from './metrics';
import { IngressRoute } from '../../ingress';
import { WorkloadSpec } from '../../model';

/** Below this many requests a minute, a single failure would be a high percentage. */
const ENOUGH_REQUESTS = 20;

/**
 * Alarms from the workload's own target groups. Each looks at blue and green together, so that it means the same
 * whichever of them a rollout has made live.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 */
export function makeAlarms(
  scope: Construct, spec: WorkloadSpec, rendered: readonly RenderedExposure[], listeners: AlarmListeners,
): cloudwatch.Alarm[] {
  if (!spec.alarms) {
    return [];
  }
  return rendered.flatMap(({ exposure, route }) => {
    const prefix = route.node.id;
    return [
      makeAlarm(scope, `${prefix}ErrorsAlarm`, {
        alarmDescription: `More than 5 % of the ${exposure.audience} requests to ${spec.name} fail with a status of 500 or above`,
        metric: errorPercentage(route),
        threshold: 5,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: 3,
        datapointsToAlarm: 3,
      }, listeners),
      makeAlarm(scope, `${prefix}UnhealthyAlarm`, {
        alarmDescription: `Copies of ${spec.name} have been failing the ${exposure.audience} load balancer's health checks for five minutes`,
        metric: unhealthyTargets(route),
        threshold: 1,
        comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        evaluationPeriods: 5,
        datapointsToAlarm: 5,
      }, listeners),
    ];
  });
}

function errorPercentage(route: IngressRoute): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({
    label: 'failed requests, percent',
    expression: `IF(FILL(blueRequests, 0) + FILL(greenRequests, 0) >= ${ENOUGH_REQUESTS}, `
      + '100 * (FILL(blueErrors, 0) + FILL(greenErrors, 0)) / (FILL(blueRequests, 0) + FILL(greenRequests, 0)), 0)',
    period: Duration.minutes(1),
    usingMetrics: {
      ...ofBothTargetGroups(route, 'Requests', 'RequestCount', 'Sum'),
      ...ofBothTargetGroups(route, 'Errors', 'HTTPCode_Target_5XX_Count', 'Sum'),
    },
  });
}

function unhealthyTargets(route: IngressRoute): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({
    label: 'unhealthy targets',
    expression: 'FILL(blueUnhealthy, 0) + FILL(greenUnhealthy, 0)',
    period: Duration.minutes(1),
    usingMetrics: ofBothTargetGroups(route, 'Unhealthy', 'UnHealthyHostCount', 'Maximum'),
  });
}
