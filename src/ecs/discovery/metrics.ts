import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';

/** What proxies count of the requests to a workload, as CloudWatch calls it. */
export type ServiceConnectMetric =
  | 'RequestCount' | 'RequestCountPerTarget' | 'TargetResponseTime' | 'HTTPCode_Target_5XX_Count' | 'HTTPCode_Target_4XX_Count'
  | 'NewConnectionCount' | 'ActiveConnectionCount' | 'ClientTLSNegotiationErrorCount' | 'TargetTLSNegotiationErrorCount';

/** What is counted where the requests arrive; everything else is counted where they are sent, of the name they are sent to. */
const ON_ARRIVAL: readonly ServiceConnectMetric[] = ['RequestCount', 'NewConnectionCount', 'ActiveConnectionCount', 'ClientTLSNegotiationErrorCount'];

/**
 * What the proxies count of a workload, under its name. It takes no setting: whoever takes part in Service Connect is counted.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
 */
export function serviceConnectMetric(metricName: ServiceConnectMetric, discoveryName: string, statistic: string): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/ECS',
    metricName,
    dimensionsMap: { [ON_ARRIVAL.includes(metricName) ? 'DiscoveryName' : 'TargetDiscoveryName']: discoveryName },
    statistic,
    period: Duration.minutes(1),
  });
}
