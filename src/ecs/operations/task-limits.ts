import { TASK_LIMITS } from './quotas';
import { Finding, finding } from '../../findings';
import { WorkloadSpec } from '../../model';
import { ecsOptions } from '../options';

/** What a task may have in its network, and AWS does not raise. */
export function checkTaskLimits(spec: WorkloadSpec): Finding[] {
  const { securityGroups = [], subnets } = ecsOptions(spec);
  const chosen = subnets?.subnets?.length ?? 0;
  return [
    // The workload has one of its own.
    ...securityGroups.length + 1 > TASK_LIMITS.securityGroups
      ? [finding('TaskSecurityGroupsTooMany', 'ecs.securityGroups', { count: securityGroups.length, limit: TASK_LIMITS.securityGroups - 1 })] : [],
    ...chosen > TASK_LIMITS.subnets ? [finding('TaskSubnetsTooMany', 'ecs.subnets', { count: chosen, limit: TASK_LIMITS.subnets })] : [],
  ];
}
