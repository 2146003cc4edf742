import { WorkloadSpec } from '../model';
import { EksWorkloadOptions } from '../vocabulary';

/** What a workload says that only EKS understands. */
export function eksOptions({ platformOptions }: WorkloadSpec): EksWorkloadOptions {
  return (platformOptions.eks?.value ?? {}) as EksWorkloadOptions;
}
