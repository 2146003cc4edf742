import type { WorkloadSpec } from './workload';

/** Whether a load balancer leads to the workload: by rules for HTTP, or by listeners below it. */
export function hasLoadBalancer({ exposures, networkListeners }: Pick<WorkloadSpec, 'exposures' | 'networkListeners'>): boolean {
  return exposures.length + networkListeners.length > 0;
}
