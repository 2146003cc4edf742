/**
 * Service quotas that an app can run into, in one place. Where the count is known when the app is synthesised, somebody is told: as a
 * refusal where one workload is beyond a quota that AWS does not raise, and as a warning where the quota may have been raised, or where
 * the count is of a whole cluster, of which an app may see a part only.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
 */

/** A quota that is warned about. */
export interface Quota {
  /** What there may be so many of. */
  readonly of: string;
  /** How many, unless AWS has raised it. */
  readonly limit: number;
  /** Whether AWS raises it when asked. */
  readonly adjustable: boolean;
  readonly see: string;
}

export type QuotaName =
  'servicesPerCluster' | 'tasksPerService' | 'instancesPerCluster' | 'capacityProvidersPerCluster' | 'targetsPerLoadBalancer' | 'rulesPerEventBus';

const ECS = 'https://docs.aws.amazon.com/general/latest/gr/ecs-service.html#limits_ecs';

export const QUOTAS: Readonly<Record<QuotaName, Quota>> = {
  servicesPerCluster: { of: 'services in the cluster', limit: 5_000, adjustable: true, see: ECS },
  tasksPerService: { of: 'copies of the service', limit: 5_000, adjustable: true, see: ECS },
  instancesPerCluster: { of: 'instances in the cluster', limit: 5_000, adjustable: false, see: ECS },
  capacityProvidersPerCluster: { of: 'capacity providers of the cluster', limit: 20, adjustable: false, see: ECS },
  targetsPerLoadBalancer: {
    of: 'copies behind the load balancer',
    limit: 1_000,
    adjustable: true,
    see: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html',
  },
  rulesPerEventBus: {
    of: 'rules of EventBridge in the stack', limit: 300, adjustable: true, see: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
  },
};

/** What one task may have in its network, which AWS does not raise. */
export const TASK_LIMITS = { securityGroups: 5, subnets: 16 } as const;
