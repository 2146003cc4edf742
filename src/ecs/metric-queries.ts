import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';

export type MetricQuery = appscaling.CfnScalingPolicy.TargetTrackingMetricDataQueryProperty;

/** What a policy follows: a formula over other metrics. */
export interface Formula {
  readonly id: string;
  readonly label: string;
  readonly expression: string;
}

/** A formula and all that it stands on, in the words of Application Auto Scaling, which asks for them every minute. */
export function metricQueries(formula: Formula, metrics: Record<string, cloudwatch.IMetric>): MetricQuery[] {
  return [{ ...formula, returnData: true }, ...Object.entries(metrics).flatMap(([id, metric]) => queriesOf(id, metric))];
}

function queriesOf(id: string, metric: cloudwatch.IMetric): MetricQuery[] {
  const { metricStat, mathExpression } = metric.toMetricConfig();
  if (mathExpression) {
    const { expression, usingMetrics } = mathExpression;
    return [{ id, expression, returnData: false }, ...Object.entries(usingMetrics).flatMap(([name, part]) => queriesOf(name, part))];
  }
  const { namespace, metricName, dimensions, statistic } = metricStat!;
  return [{
    id,
    returnData: false,
    metricStat: { metric: { namespace, metricName, dimensions: dimensions?.map(({ name, value }) => ({ name, value })) }, stat: statistic },
  }];
}
