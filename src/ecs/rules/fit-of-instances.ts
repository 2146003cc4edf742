import { Finding } from '../../findings';
import { isPerInstance, WorkloadSpec } from '../../model';
import { Capacity } from '../../vocabulary';
import { bottlerocketLacks, checkFitOfEc2, logDriversLack } from '../capacity';
import { ecsOptions } from '../options';

/**
 * What EC2 instances do not have that the workload needs. A daemon that names none is for those that have it: one kind of them is
 * enough, and its constraints keep it off the others.
 */
export function checkFitOfInstances(spec: WorkloadSpec, capacity: readonly Capacity[], path: string): Finding[] {
  const findingsOf = (choices: readonly Capacity[]) => [
    ...checkFitOfEc2(spec, choices, path), ...bottlerocketLacks(spec, choices, path), ...logDriversLack(spec, choices, path),
  ];
  const chooses = isPerInstance(spec) && ecsOptions(spec).capacity === undefined;
  return chooses && capacity.some(choice => findingsOf([choice]).length === 0) ? [] : findingsOf(capacity);
}
