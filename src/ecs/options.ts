import { WorkloadSpec } from '../model';
import { EcsWorkloadOptions } from '../vocabulary';

/** What a workload says that only ECS understands. */
export function ecsOptions({ platformOptions }: WorkloadSpec): EcsWorkloadOptions {
  return (platformOptions.ecs?.value ?? {}) as EcsWorkloadOptions;
}
