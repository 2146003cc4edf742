import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { IngressRoute } from '../../ingress';

/**
 * One metric of both target groups of a route, by the ids `blue...` and `green...`. Whoever watches a workload has to
 * look at both: a rollout may make either of them live.
 */
export function ofBothTargetGroups(route: IngressRoute, suffix: string, metricName: string, statistic: string): Record<string, cloudwatch.IMetric> {
  const metric = (targetGroup: string) => new cloudwatch.Metric({
    namespace: 'AWS/ApplicationELB',
    metricName,
    statistic,
    period: Duration.minutes(1),
    dimensionsMap: { LoadBalancer: route.loadBalancerFullName, TargetGroup: targetGroup },
  });
  return {
    [`blue${suffix}`]: metric(route.blueTargetGroup.targetGroupFullName),
    [`green${suffix}`]: metric(route.greenTargetGroup.targetGroupFullName),
  };
}
