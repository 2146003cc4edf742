import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { IngressRoute } from '../../ingress';

/** Below this many requests a minute, a single failure would be a high percentage, and a single slow request the slowest hundredth. */
const ENOUGH_REQUESTS = 20;

const PERIOD = Duration.minutes(1);

/**
 * One metric of both target groups of a route, by the ids `blue...` and `green...`. Whoever watches a workload has to
 * look at both: a rollout may make either of them live.
 */
export function ofBothTargetGroups(route: IngressRoute, suffix: string, metricName: string, statistic: string): Record<string, cloudwatch.IMetric> {
  const metric = (targetGroup: string) => new cloudwatch.Metric({
    namespace: 'AWS/ApplicationELB',
    metricName,
    statistic,
    period: PERIOD,
    dimensionsMap: { LoadBalancer: route.loadBalancerFullName, TargetGroup: targetGroup },
  });
  return {
    [`blue${suffix}`]: metric(route.blueTargetGroup.targetGroupFullName),
    [`green${suffix}`]: metric(route.greenTargetGroup.targetGroupFullName),
  };
}

/** How many requests there are a minute, whichever target group they go to. */
export function requestsOf(route: IngressRoute, label = 'requests'): cloudwatch.MathExpression {
  return ofBoth(route, label, REQUESTS, { Requests: ['RequestCount', 'Sum'] });
}

/** The share of the requests that fail with a status of 500 or above; none where there are too few to tell. */
export function errorPercentage(route: IngressRoute, label = 'failed requests, percent'): cloudwatch.MathExpression {
  return ofBoth(route, label, `IF(${REQUESTS} >= ${ENOUGH_REQUESTS}, 100 * (FILL(blueErrors, 0) + FILL(greenErrors, 0)) / (${REQUESTS}), 0)`, {
    Requests: ['RequestCount', 'Sum'],
    Errors: ['HTTPCode_Target_5XX_Count', 'Sum'],
  });
}

/**
 * How long the slowest request in a hundred takes, in seconds, in the target group where it takes longer. A group with too few requests
 * does not count, however many the other has: of the two requests that reach a small canary, the slower one is the slowest hundredth.
 */
export function slowestHundredth(route: IngressRoute, label = 'slowest hundredth, seconds'): cloudwatch.MathExpression {
  const ifEnough = (group: string) => `IF(FILL(${group}Requests, 0) >= ${ENOUGH_REQUESTS}, FILL(${group}Time, 0), 0)`;
  return ofBoth(route, label, `MAX([${ifEnough('blue')}, ${ifEnough('green')}])`, {
    Requests: ['RequestCount', 'Sum'],
    Time: ['TargetResponseTime', 'p99'],
  });
}

/** How many copies fail the checks. */
export function unhealthyTargets(route: IngressRoute, label = 'unhealthy targets'): cloudwatch.MathExpression {
  return ofBoth(route, label, 'FILL(blueUnhealthy, 0) + FILL(greenUnhealthy, 0)', { Unhealthy: ['UnHealthyHostCount', 'Maximum'] });
}

/** How many copies pass them. */
export function healthyTargets(route: IngressRoute, label = 'healthy targets'): cloudwatch.MathExpression {
  return ofBoth(route, label, 'FILL(blueHealthy, 0) + FILL(greenHealthy, 0)', { Healthy: ['HealthyHostCount', 'Minimum'] });
}

const REQUESTS = 'FILL(blueRequests, 0) + FILL(greenRequests, 0)';

function ofBoth(route: IngressRoute, label: string, expression: string, metrics: Record<string, [string, string]>): cloudwatch.MathExpression {
  const usingMetrics = Object.assign({},
    ...Object.entries(metrics).map(([suffix, [name, statistic]]) => ofBothTargetGroups(route, suffix, name, statistic)));
  return new cloudwatch.MathExpression({ label, expression, period: PERIOD, usingMetrics });
}
