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

/**
 * How many targets are well and unwell. Each zone of a load balancer counts for itself, again and again within a minute: none is well only
 * where no zone counted any at any time, which the greatest number tells. The least one is 0 as well when a single zone has none.
 */
export const HEALTH = { Healthy: ['HealthyHostCount', 'Maximum'], Unhealthy: ['UnHealthyHostCount', 'Maximum'] } as const;

/** What a target group counts of its requests. Those that do not get through to a target have no answer whose status could be counted. */
const COUNTS = {
  ...HEALTH,
  Requests: ['RequestCount', 'Sum'],
  Errors: ['HTTPCode_Target_5XX_Count', 'Sum'],
  Unreached: ['TargetConnectionErrorCount', 'Sum'],
  Time: ['TargetResponseTime', 'p99'],
} as const;

/** Some of these counts, of both target groups. */
export function countsOf(route: IngressRoute, ...counts: (keyof typeof COUNTS)[]): Record<string, cloudwatch.IMetric> {
  return Object.assign({}, ...counts.map(count => {
    const [metricName, statistic] = COUNTS[count];
    return ofBothTargetGroups(route, count, metricName, statistic);
  }));
}

/** The requests that fail in one target group, as metric math has it. */
export function failuresIn(group: string): string {
  return `FILL(${group}Errors, 0) + FILL(${group}Unreached, 0)`;
}

/** How many requests there are a minute, whichever target group they go to. */
export function requestsOf(route: IngressRoute, label = 'requests'): cloudwatch.MathExpression {
  return ofBoth(route, label, REQUESTS, 'Requests');
}

/** The share of the requests that get no answer, or one with a status of 500 or above; none where there are too few to tell. */
export function errorPercentage(route: IngressRoute, label = 'failed requests, percent'): cloudwatch.MathExpression {
  const share = `100 * (${failuresIn('blue')} + ${failuresIn('green')}) / (${REQUESTS})`;
  return ofBoth(route, label, `IF(${REQUESTS} >= ${ENOUGH_REQUESTS}, ${share}, 0)`, 'Requests', 'Errors', 'Unreached');
}

/**
 * How long the slowest request in a hundred takes, in seconds, in the target group where it takes longer. A group with too few requests
 * does not count, however many the other has: of the two requests that reach a small canary, the slower one is the slowest hundredth.
 */
export function slowestHundredth(route: IngressRoute, label = 'slowest hundredth, seconds'): cloudwatch.MathExpression {
  const ifEnough = (group: string) => `IF(FILL(${group}Requests, 0) >= ${ENOUGH_REQUESTS}, FILL(${group}Time, 0), 0)`;
  return ofBoth(route, label, `MAX([${ifEnough('blue')}, ${ifEnough('green')}])`, 'Requests', 'Time');
}

/** How many copies fail the checks. */
export function unhealthyTargets(route: IngressRoute, label = 'unhealthy targets'): cloudwatch.MathExpression {
  return ofBoth(route, label, 'FILL(blueUnhealthy, 0) + FILL(greenUnhealthy, 0)', 'Unhealthy');
}

/** How many copies pass them. */
export function healthyTargets(route: IngressRoute, label = 'healthy targets'): cloudwatch.MathExpression {
  return ofBoth(route, label, 'FILL(blueHealthy, 0) + FILL(greenHealthy, 0)', 'Healthy');
}

const REQUESTS = 'FILL(blueRequests, 0) + FILL(greenRequests, 0)';

function ofBoth(route: IngressRoute, label: string, expression: string, ...counts: (keyof typeof COUNTS)[]): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({ label, expression, period: PERIOD, usingMetrics: countsOf(route, ...counts) });
}
