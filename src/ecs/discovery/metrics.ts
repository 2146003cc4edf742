import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { IWorkload } from '../../platform';

/**
 * Which requests between proxies of Service Connect are looked at, and how.
 */
export interface ServiceConnectMetricOptions extends cloudwatch.MetricOptions {
  /**
   * The port of the container.
   * @default - the first TCP port of the main container
   */
  readonly port?: number;

  /**
   * Only requests of this workload. Metrics of the target, which are counted where requests are sent, are otherwise those of everybody in
   * the account and region who sends to this name, in whichever namespace.
   * @default - requests of all
   */
  readonly caller?: IWorkload;
}

/** A service as CloudWatch tells it apart. */
export interface CountedService {
  readonly clusterName: string;
  readonly serviceName: string;
}

/** What is counted where requests arrive; everything else is counted where they are sent, of the name they are sent to. */
const ON_ARRIVAL = [
  'RequestCount', 'GrpcRequestCount', 'NewConnectionCount', 'ActiveConnectionCount', 'ProcessedBytes', 'ClientTLSNegotiationErrorCount',
];

/** What is an amount, and what a duration or a state. */
const AVERAGES = ['TargetResponseTime', 'RequestCountPerTarget', 'ActiveConnectionCount'];

/**
 * What the proxies count under a name. It takes no setting: whoever takes part in Service Connect is counted.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
 */
export function serviceConnectMetric(
  metricName: string, discoveryName: string, called: CountedService, calling: CountedService | undefined, options: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  const arrives = ON_ARRIVAL.includes(metricName) && !calling;
  const { clusterName, serviceName } = (arrives ? called : calling) ?? {};
  return new cloudwatch.Metric({
    namespace: 'AWS/ECS',
    metricName,
    statistic: AVERAGES.includes(metricName) ? cloudwatch.Stats.AVERAGE : cloudwatch.Stats.SUM,
    period: Duration.minutes(1),
    ...options,
    dimensionsMap: {
      ...clusterName !== undefined && serviceName !== undefined && { ClusterName: clusterName, ServiceName: serviceName },
      [arrives ? 'DiscoveryName' : 'TargetDiscoveryName']: discoveryName,
    },
  });
}
