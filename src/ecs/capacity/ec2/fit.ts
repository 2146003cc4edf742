/** What a workload needs and no instance of its capacity can have, so that its copies would wait for one forever. */
import { planOf } from './plan';
import { Finding, finding } from '../../../findings';
import { WorkloadSpec } from '../../../model';
import { Capacity } from '../../../vocabulary';

export function checkFitOfEc2({ size, runtime }: WorkloadSpec, capacity: readonly Capacity[], path: string): Finding[] {
  return capacity.flatMap((choice, index) => {
    const { pool } = choice._toSpec();
    if (pool.kind !== 'ec2') {
      return [];
    }
    const { name, image, arm } = planOf(pool.options);
    const at = `${path}[${index}]`;
    const architecture = arm ? 'arm64' : 'x86_64';
    return [
      ...image._os !== runtime.os ? [finding('Ec2CapacityRunsOther', at, { capacity: name, runs: image._os, wanted: runtime.os })] : [],
      ...architecture !== runtime.architecture
        ? [finding('Ec2CapacityRunsOther', at, { capacity: name, runs: architecture, wanted: runtime.architecture })] : [],
      ...size.gpus > 0 && image._accelerator !== 'gpu' ? [finding('Ec2CapacityWithoutGpu', at, { capacity: name, gpus: size.gpus })] : [],
    ];
  });
}
