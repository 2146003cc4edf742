import { message } from '../message';

const PROVIDER = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InstanceLaunchTemplate.html';
const REQUIREMENTS = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InstanceRequirementsRequest.html';

/** What is refused about instances that ECS looks after, and about workloads that are to run on them. */
export const managedInstancesMessages = {
  ManagedInstancesBounds: message<{ what: string; min: number; max: number }>({
    what: ({ what, min, max }) => min < 0 ? `the least ${what} is below 0: ${min}` : `the least ${what}, ${min}, is above the most, ${max}`,
    remedy: ({ min, max }) => min < 0 ? 'use 0 for no lower bound' : `exchange them, or leave out the upper bound of ${max}`,
    see: REQUIREMENTS,
  }),
  ManagedInstancesEitherOr: message<{ one: string; other: string }>({
    what: ({ one, other }) => `${one} and ${other} exclude each other`,
    remedy: ({ other }) => `leave out ${other}`,
    see: REQUIREMENTS,
  }),
  ManagedInstancesReservationsUnnamed: message<{}>({
    what: () => 'instances in capacity reservations need to be described, so that ECS knows which reservations fit',
    remedy: () => 'give instanceRequirements with the types that are reserved',
    see: PROVIDER,
  }),
  ManagedInstancesProfileWithoutRole: message<{}>({
    what: () => 'the role of this instance profile is not known, so ECS cannot be allowed to pass it to instances',
    remedy: () => 'import the profile with its role (`iam.InstanceProfile.fromInstanceProfileAttributes`), or give an infrastructureRole that may pass it',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-profile.html',
  }),
  ManagedInstancesTooSmall: message<{ capacity: string; needed: number; most: number; unit: string }>({
    what: ({ capacity, needed, most, unit }) => `a copy needs ${needed} ${unit}, and no instance of '${capacity}' has more than ${most}`,
    remedy: ({ needed, unit }) => `allow instances with more than ${needed} ${unit}, part of which the agent needs, or make the workload smaller`,
    see: REQUIREMENTS,
  }),
  ManagedInstancesOtherProcessor: message<{ capacity: string; architecture: string; manufacturers: readonly string[] }>({
    what: ({ capacity, architecture, manufacturers }) => `'${capacity}' has only processors by ${manufacturers.join(' and ')}, none of which runs ${architecture}`,
    remedy: ({ architecture }) => architecture === 'arm64' ? 'add ec2.CpuManufacturer.AWS to its cpuManufacturers, or build for x86_64'
      : 'add ec2.CpuManufacturer.INTEL or AMD to its cpuManufacturers, or build for arm64',
    see: REQUIREMENTS,
  }),
  ManagedInstancesWithoutGpu: message<{ capacity: string; gpus: number }>({
    what: ({ capacity, gpus }) => `a copy needs ${gpus} GPU, and nothing says that instances of '${capacity}' have any`,
    remedy: () => 'give its instanceRequirements acceleratorTypes, acceleratorNames, acceleratorCountMin or allowedInstanceTypes',
    see: REQUIREMENTS,
  }),
};
