import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { HEALTH } from './metrics';
import { NetworkRoute } from '../../ingress';

const PERIOD = Duration.minutes(1);

/** How many copies behind a listener fail the checks, in both of its target groups: a rollout may make either of them live. */
export function unhealthyBehind(route: NetworkRoute, label = 'unhealthy targets'): cloudwatch.MathExpression {
  return ofBoth(route, label, 'Unhealthy');
}

/** How many copies pass them. */
export function healthyBehind(route: NetworkRoute, label = 'healthy targets'): cloudwatch.MathExpression {
  return ofBoth(route, label, 'Healthy');
}

/** What a Network Load Balancer counts for all of its listeners together, and for none of them alone. */
export type NetworkCount =
  | 'ActiveFlowCount' | 'NewFlowCount' | 'ProcessedBytes' | 'TCP_Target_Reset_Count' | 'TCP_Client_Reset_Count' | 'TCP_ELB_Reset_Count'
  | 'ClientTLSNegotiationErrorCount' | 'TargetTLSNegotiationErrorCount';

/**
 * One of these counts. Whose connections they are nobody can tell where services share a load balancer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
 */
export function networkMetric(route: NetworkRoute, metricName: NetworkCount, label?: string): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: NAMESPACE,
    metricName,
    label,
    statistic: metricName === 'ActiveFlowCount' ? 'Average' : 'Sum',
    period: PERIOD,
    dimensionsMap: { LoadBalancer: route.loadBalancerFullName },
  });
}

const NAMESPACE = 'AWS/NetworkELB';

/** How many targets are well or unwell in each target group, by the ids `blue...` and `green...`. */
export function healthBehind(route: NetworkRoute, health: keyof typeof HEALTH): Record<string, cloudwatch.Metric> {
  const [metricName, statistic] = HEALTH[health];
  const metric = (targetGroup: string) => new cloudwatch.Metric({
    namespace: NAMESPACE,
    metricName,
    statistic,
    period: PERIOD,
    dimensionsMap: { LoadBalancer: route.loadBalancerFullName, TargetGroup: targetGroup },
  });
  return {
    [`blue${health}`]: metric(route.blueTargetGroup.targetGroupFullName),
    [`green${health}`]: metric(route.greenTargetGroup.targetGroupFullName),
  };
}

function ofBoth(route: NetworkRoute, label: string, health: keyof typeof HEALTH): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({
    label, expression: `FILL(blue${health}, 0) + FILL(green${health}, 0)`, period: PERIOD, usingMetrics: healthBehind(route, health),
  });
}
