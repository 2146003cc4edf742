/** What a workload needs and no instance of its capacity can have, so that its copies would wait for one forever. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Finding, finding } from '../../../findings';
import { RuntimeSpec, SizeSpec, WorkloadSpec } from '../../../model';
import { Capacity } from '../../../vocabulary';
import { mebibytes } from '../sizes';
import { tooLarge } from '../too-large';

export function checkFit({ size, runtime }: WorkloadSpec, capacity: readonly Capacity[], path: string): Finding[] {
  return capacity.flatMap((choice, index) => {
    const { pool } = choice._toSpec();
    if (pool.kind !== 'managedInstances') {
      return [];
    }
    const { name, instanceRequirements } = pool.options;
    const at = `${path}[${index}]`;
    return [
      ...withoutGpu(name, size, instanceRequirements, at),
      ...instanceRequirements ? [...tooSmall(name, size, instanceRequirements, at), ...otherProcessor(name, runtime, instanceRequirements, at)] : [],
    ];
  });
}

function tooSmall(capacity: string, size: SizeSpec, { vCpuCountMax, memoryMax }: ec2.InstanceRequirementsConfig, path: string): Finding[] {
  return tooLarge(size, { vCpus: vCpuCountMax, memoryMiB: mebibytes(memoryMax) })
    .map(beyond => finding('ManagedInstancesTooSmall', path, { capacity, ...beyond }));
}

function otherProcessor(
  capacity: string, { architecture }: RuntimeSpec, { cpuManufacturers = [] }: ec2.InstanceRequirementsConfig, path: string,
): Finding[] {
  const runs = cpuManufacturers.some(maker => (maker === ec2.CpuManufacturer.AWS) === (architecture === 'arm64'));
  return cpuManufacturers.length === 0 || runs ? []
    : [finding('ManagedInstancesOtherProcessor', path, { capacity, architecture, manufacturers: cpuManufacturers })];
}

/** Without a word about accelerators ECS chooses general-purpose types, which have none. */
function withoutGpu(capacity: string, { gpus }: SizeSpec, given: ec2.InstanceRequirementsConfig | undefined, path: string): Finding[] {
  const named = given?.allowedInstanceTypes?.length || given?.acceleratorTypes?.length || given?.acceleratorNames?.length
    || given?.acceleratorManufacturers?.length || given?.acceleratorCountMin;
  return gpus > 0 && !named ? [finding('ManagedInstancesWithoutGpu', path, { capacity, gpus })] : [];
}
