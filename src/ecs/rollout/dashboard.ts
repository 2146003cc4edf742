import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { rolloutWidgets } from './widgets';
import { Finding, finding, refuse } from '../../findings';
import { IWorkload, KEEPS_PERIODS } from '../../platform';
import { EcsWorkload } from '../workload';

/**
 * Properties of a dashboard of rollouts.
 */
export interface RolloutDashboardProps {
  /** The workloads to look at, from top to bottom. All of them are on ECS and behind a load balancer. */
  readonly workloads: IWorkload[];

  /**
   * Name of the dashboard: letters, digits, `-` and `_`.
   * @default - CloudFormation makes up a name
   */
  readonly dashboardName?: string;
}

/**
 * A dashboard on which rollouts can be seen.
 *
 * For each way into a workload: requests by target group, one on top of the other, so that the traffic can be seen to move; the
 * share of requests that fail with a status of 500 or above, the response time that one request in a hundred exceeds, and the
 * healthy targets, each by target group. Below HTTP there are the healthy targets by target group, and what the load balancer counts
 * of all its listeners together: connections, and how many targets reset. Besides, the running and the wanted tasks, which need Container Insights of the
 * cluster, and the alarms of the workload. CloudWatch charges for each dashboard.
 *
 * Throws when there is no workload, and when one is not on ECS or not behind a load balancer.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Dashboards.html
 *
 * @example
 * declare const api: WebService;
 *
 * new RolloutDashboard(this, 'Rollouts', { workloads: [api] });
 */
export class RolloutDashboard extends Construct {
  /** The dashboard, to which more can be added. */
  public readonly dashboard: cloudwatch.Dashboard;

  constructor(scope: Construct, id: string, props: RolloutDashboardProps) {
    super(scope, id);
    const { workloads, dashboardName } = props;
    refuse(this, checkWorkloads(workloads));
    this.dashboard = new cloudwatch.Dashboard(this, 'Dashboard', {
      dashboardName,
      periodOverride: KEEPS_PERIODS,
      widgets: workloads.flatMap(workload => {
        const { routes, networkRoutes, alarms, service } = EcsWorkload.of(workload);
        const { cluster: { clusterName }, serviceName } = service;
        return rolloutWidgets({ name: workload.workloadName, routes, networkRoutes, alarms, clusterName, serviceName });
      }),
    });
  }
}

function checkWorkloads(workloads: readonly IWorkload[]): Finding[] {
  if (workloads.length === 0) {
    return [finding('DashboardWithoutWorkloads', 'workloads', {})];
  }
  return workloads.flatMap(({ placement, node }, index) => {
    const path = `workloads[${index}]`;
    if (!(placement instanceof EcsWorkload)) {
      return [finding('DashboardOfOtherPlatform', path, { workload: node.path })];
    }
    return placement.routes.length + placement.networkRoutes.length === 0 ? [finding('DashboardWithoutRoutes', path, { workload: node.path })] : [];
  });
}
