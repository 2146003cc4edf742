/** What ECS would refuse about Managed Instances, minutes into a deployment or when the first one is to start. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { Finding, finding } from '../../../findings';
import { ManagedInstancesCapacityOptions } from '../../../vocabulary';
import { outOfRange } from '../out-of-range';
import { gibibytes, mebibytes } from '../sizes';

const VOLUME = { unit: 'GiB', min: 30, max: 16_384 };
const DELAY = { unit: 'seconds', min: 0, max: 3_600 };

export function checkManagedInstances(options: ManagedInstancesCapacityOptions, path: string): Finding[] {
  const { taskVolumeSize, scaleIn, instanceRequirements, purchase, instanceProfile, infrastructureRole } = options;
  const bought = purchase?._toSpec();
  const delay = scaleIn?._delay();
  const seconds = delay && !delay.isUnresolved() ? delay.toMilliseconds() / 1000 : undefined;
  return [
    ...outOfRange(`${path}.taskVolumeSize`, { what: 'the size of the volume', value: gibibytes(taskVolumeSize), ...VOLUME }),
    ...outOfRange(`${path}.scaleIn`, { what: 'the delay', value: seconds, ...DELAY }),
    ...instanceRequirements ? checkRequirements(instanceRequirements, `${path}.instanceRequirements`) : [],
    ...bought?.kind === 'reserved' && !instanceRequirements ? [finding('ManagedInstancesReservationsUnnamed', `${path}.instanceRequirements`, {})] : [],
    ...bought?.kind === 'reserved' && bought.orOnDemand && bought.groupArn !== undefined
      ? [finding('ManagedInstancesEitherOr', `${path}.purchase`, { one: 'orOnDemand', other: 'resourceGroupArn' })] : [],
    ...instanceProfile && !instanceProfile.role && !infrastructureRole
      ? [finding('ManagedInstancesProfileWithoutRole', `${path}.instanceProfile`, {})] : [],
  ];
}

const EXCLUSIVE: readonly [keyof ec2.InstanceRequirementsConfig, keyof ec2.InstanceRequirementsConfig][] = [
  ['allowedInstanceTypes', 'excludedInstanceTypes'],
  ['spotMaxPricePercentageOverLowestPrice', 'maxSpotPriceAsPercentageOfOptimalOnDemandPrice'],
  ['spotMaxPricePercentageOverLowestPrice', 'onDemandMaxPricePercentageOverLowestPrice'],
];

function checkRequirements(given: ec2.InstanceRequirementsConfig, path: string): Finding[] {
  return [
    ...boundsOf(given).flatMap(({ member, what, min, max }) => isWrong(min, max)
      ? [finding('ManagedInstancesBounds', `${path}.${member}`, { what, min: min ?? 0, max: max ?? Infinity })] : []),
    ...EXCLUSIVE.filter(pair => pair.every(member => says(given[member])))
      .map(([one, other]) => finding('ManagedInstancesEitherOr', `${path}.${other}`, { one, other })),
  ];
}

interface Bounds {
  readonly member: keyof ec2.InstanceRequirementsConfig;
  readonly what: string;
  readonly min?: number;
  readonly max?: number;
}

function boundsOf(given: ec2.InstanceRequirementsConfig): Bounds[] {
  return [
    { member: 'vCpuCountMin', what: 'number of vCPUs', min: given.vCpuCountMin, max: given.vCpuCountMax },
    { member: 'memoryMin', what: 'memory in MiB', min: mebibytes(given.memoryMin), max: mebibytes(given.memoryMax) },
    { member: 'memoryPerVCpuMin', what: 'memory for each vCPU in MiB', min: mebibytes(given.memoryPerVCpuMin), max: mebibytes(given.memoryPerVCpuMax) },
    { member: 'acceleratorCountMin', what: 'number of accelerators', min: given.acceleratorCountMin, max: given.acceleratorCountMax },
    {
      member: 'acceleratorTotalMemoryMin',
      what: 'memory of accelerators in MiB',
      min: mebibytes(given.acceleratorTotalMemoryMin),
      max: mebibytes(given.acceleratorTotalMemoryMax),
    },
    { member: 'baselineEbsBandwidthMbpsMin', what: 'bandwidth to volumes', min: given.baselineEbsBandwidthMbpsMin, max: given.baselineEbsBandwidthMbpsMax },
    { member: 'networkBandwidthGbpsMin', what: 'bandwidth of the network', min: given.networkBandwidthGbpsMin, max: given.networkBandwidthGbpsMax },
    { member: 'networkInterfaceCountMin', what: 'number of network interfaces', min: given.networkInterfaceCountMin, max: given.networkInterfaceCountMax },
    { member: 'totalLocalStorageGBMin', what: 'size of local disks', min: given.totalLocalStorageGBMin, max: given.totalLocalStorageGBMax },
  ];
}

function isWrong(min = 0, max = Infinity): boolean {
  return !Token.isUnresolved(min) && !Token.isUnresolved(max) && (min < 0 || min > max);
}

function says(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
