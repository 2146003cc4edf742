import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { serviceConnectMetric } from './metrics';
import { PortSpec } from '../../model';
import { DashboardSection, graph } from '../../platform';

/**
 * What proxies count of the requests to a port. Failures and times are counted where requests are sent, and told under the name alone:
 * another platform of the account with the same name would be counted with it, which is why nothing alarms about them.
 */
export function connectionSection(name: string, { port, application }: PortSpec, { cluster, serviceName }: ecs.BaseService): DashboardSection {
  const called = { clusterName: cluster.clusterName, serviceName };
  const metric = (metricName: string, label: string, color: string, statistic?: string) =>
    serviceConnectMetric(metricName, name, called, undefined, { label, color, ...statistic !== undefined && { statistic } });
  const { BLUE, GREY, ORANGE, RED } = cloudwatch.Color;
  return {
    title: `${name}: connections to port ${port}`,
    rows: [[
      graph({ title: 'Connections', unit: 'connections', metrics: [metric('NewConnectionCount', 'new', BLUE), metric('ActiveConnectionCount', 'open', GREY)] }),
      ...application === undefined ? [] : [
        graph({ title: 'Requests', unit: 'per minute', metrics: [metric('RequestCount', 'requests', BLUE)] }),
        graph({ title: 'Failed requests', unit: 'per minute', metrics: [metric('HTTPCode_Target_5XX_Count', 'failed', RED)] }),
        graph({ title: 'Slowest hundredth', unit: 'milliseconds', metrics: [metric('TargetResponseTime', 'takes longer than', ORANGE, 'p99')] }),
      ],
    ]],
  };
}
