import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { graph } from './graphs';
import { RenderedListener } from '../parts/network-listener';
import { healthyBehind, networkMetric, unhealthyBehind } from '../parts/network-metrics';

/**
 * How those fare who connect to the workload, a row for each listener. The load balancer counts copies for each, but
 * connections only for all that share it: that is said above the graphs.
 */
export function listenerRows(rendered: readonly RenderedListener[]): cloudwatch.IWidget[][] {
  return rendered.map(({ listener, route }) => {
    const which = `, ${listener.audience} port ${listener.listenerPort}`;
    const coloured = (color: string, metric: cloudwatch.MathExpression) => metric.with({ color });
    return [
      graph({
        title: `Targets${which}`,
        unit: 'copies',
        metrics: [coloured(cloudwatch.Color.GREEN, healthyBehind(route, 'healthy')), coloured(cloudwatch.Color.RED, unhealthyBehind(route, 'unhealthy'))],
      }),
      graph({ title: 'Connections of the load balancer', unit: 'flows', metrics: [networkMetric(route, 'ActiveFlowCount', 'open'), networkMetric(route, 'NewFlowCount', 'new')] }),
      graph({
        title: 'Resets of the load balancer',
        unit: 'per minute',
        metrics: [
          networkMetric(route, 'TCP_Target_Reset_Count', 'by copies'), networkMetric(route, 'TCP_Client_Reset_Count', 'by clients'),
          networkMetric(route, 'TCP_ELB_Reset_Count', 'by itself'),
        ],
      }),
      listener.protocol === 'tls'
        ? graph({ title: 'TLS that failed at the load balancer', unit: 'per minute', metrics: [networkMetric(route, 'ClientTLSNegotiationErrorCount', 'with clients')] })
        : graph({ title: 'Traffic of the load balancer', unit: 'bytes', metrics: [networkMetric(route, 'ProcessedBytes', 'processed')] }),
    ];
  });
}
