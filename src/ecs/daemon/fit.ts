import { Finding } from '../../findings';
import { isPerInstance, WorkloadSpec } from '../../model';
import { Capacity } from '../../vocabulary';
import { checkFitOfEc2 } from '../capacity';
import { ecsOptions } from '../options';

/**
 * What EC2 instances do not have that the workload needs. A daemon that names none is for those that have it: one kind of them is
 * enough, and its constraints keep it off the others.
 */
export function checkFitOfInstances(spec: WorkloadSpec, capacity: readonly Capacity[], path: string): Finding[] {
  const chooses = isPerInstance(spec) && ecsOptions(spec).capacity === undefined;
  return chooses && capacity.some(choice => checkFitOfEc2(spec, [choice], path).length === 0) ? [] : checkFitOfEc2(spec, capacity, path);
}
