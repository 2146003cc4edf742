/** What a workload needs and no instance of its capacity can have, so that its copies would wait for one forever. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Ec2Plan, planOf } from './plan';
import { Finding, finding } from '../../../findings';
import { WorkloadSpec } from '../../../model';
import { Capacity, Ec2CapacityOptions } from '../../../vocabulary';
import { mebibytes } from '../sizes';
import { Most, tooLarge } from '../too-large';

export function checkFitOfEc2({ size, runtime }: WorkloadSpec, capacity: readonly Capacity[], path: string): Finding[] {
  return capacity.flatMap((choice, index) => {
    const { pool } = choice._toSpec();
    if (pool.kind !== 'ec2') {
      return [];
    }
    const plan = planOf(pool.options);
    const { name, image, arm } = plan;
    const at = `${path}[${index}]`;
    const architecture = arm ? 'arm64' : 'x86_64';
    return [
      ...image._os !== runtime.os ? [finding('Ec2CapacityRunsOther', at, { capacity: name, runs: image._os, wanted: runtime.os })] : [],
      ...architecture !== runtime.architecture
        ? [finding('Ec2CapacityRunsOther', at, { capacity: name, runs: architecture, wanted: runtime.architecture })] : [],
      ...size.gpus > 0 && image._accelerator !== 'gpu' ? [finding('Ec2CapacityWithoutGpu', at, { capacity: name, gpus: size.gpus })] : [],
      ...tooLarge(size, mostOf(plan, pool.options)).map(beyond => finding('Ec2CapacityTooSmall', at, { capacity: name, ...beyond })),
    ];
  });
}

/** What the largest of the instances has. Of named types nobody here knows the memory. */
function mostOf({ types }: Ec2Plan, { instanceRequirements }: Ec2CapacityOptions): Most {
  if (instanceRequirements) {
    const { vCpuCountMax, memoryMax } = instanceRequirements;
    return { vCpus: vCpuCountMax, memoryMiB: mebibytes(memoryMax) };
  }
  const vCpus = types.map(mostVCpus);
  return { vCpus: vCpus.length > 0 && vCpus.every(count => count !== undefined) ? Math.max(...vCpus) : undefined };
}

/** Old families whose names promise less than they have. */
const UNDERSTATED = ['c1', 'c4', 'd2'];

/** An upper bound: a size has four vCPUs for each `xlarge` at most, and smaller ones two. Undefined for names that do not tell. */
function mostVCpus(type: ec2.InstanceType): number | undefined {
  const [family, size] = type.toString().split('.');
  if (UNDERSTATED.includes(family)) {
    return undefined;
  }
  const xlarge = /^(\d*)xlarge$/.exec(size);
  return xlarge ? 4 * Number(xlarge[1] || 1) : /^(nano|micro|small|medium|large)$/.test(size) ? 2 : undefined;
}
