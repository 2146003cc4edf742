import { message } from '../message';

const GROUPS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/asg-capacity-providers.html';
const IMAGES = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-optimized_AMI.html';
const WARM_POOLS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-warm-pool.html';

/** What is refused about EC2 instances of one's own. */
export const ec2CapacityMessages = {
  Ec2CapacityOutOfRange: message<{ what: string; value: number; min: number; max: number }>({
    what: ({ what, value, min, max }) => `${what} must be a whole number from ${min} to ${max}, got ${value}`,
    remedy: ({ value, min, max }) => `choose ${Math.min(max, Math.max(min, Math.round(value) || min))}`,
    see: GROUPS,
  }),
  Ec2CapacityOutOfOrder: message<{ low: string; high: string; min: number; max: number }>({
    what: ({ low, high, min, max }) => `${low} is ${min}, but ${high} is ${max}`,
    remedy: ({ high, min }) => `raise ${high} to at least ${min}, or lower the other`,
    see: GROUPS,
  }),
  Ec2CapacityWithoutInstances: message<{}>({
    what: () => 'the capacity has no type of instance',
    remedy: () => 'leave instanceTypes out, or name at least one',
  }),
  Ec2CapacityTypesTwice: message<{ type: string }>({
    what: ({ type }) => `${type} is in the list of types twice`,
    remedy: () => 'name it once',
    see: 'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LaunchTemplateOverrides.html',
  }),
  Ec2CapacityEitherOr: message<{ one: string; other: string }>({
    what: ({ one, other }) => `${one} and ${other} cannot both be given`,
    remedy: ({ one, other }) => `leave one of ${one} and ${other} out`,
    see: 'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstanceRequirements.html',
  }),
  Ec2CapacityArchitectures: message<{ types: readonly string[]; architecture: string }>({
    what: ({ types, architecture }) => `${types.join(', ')} ${types.length === 1 ? 'is' : 'are'} not of the architecture ${architecture}`,
    remedy: () => 'make capacity of its own for each processor architecture',
    see: IMAGES,
  }),
  Ec2CapacityImageIsX86: message<{}>({
    what: () => 'there is no such image for ARM processors',
    remedy: () => 'choose instances with x86 processors, or another image, for example InstanceImage.BOTTLEROCKET_NVIDIA for GPUs',
    see: IMAGES,
  }),
  Ec2CapacityImageNeedsAccelerator: message<{ accelerator: 'gpu' | 'neuron'; types: readonly string[] }>({
    what: ({ accelerator, types }) => `the image brings drivers for ${HARDWARE[accelerator]}, which ${types.join(', ')} ${types.length === 1 ? 'does' : 'do'} not have`,
    remedy: ({ accelerator }) => `choose types like ${accelerator === 'gpu' ? 'g5.xlarge' : 'inf2.xlarge'} alone, or leave image out`,
    see: IMAGES,
  }),
  Ec2CapacityTooManyTypes: message<{ count: number; max: number }>({
    what: ({ count, max }) => `${count} types are more than the ${max} that a group may have`,
    remedy: () => 'describe the instances with instanceRequirements instead',
    see: 'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LaunchTemplate.html',
  }),
  Ec2CapacityProtectionWithoutScaling: message<{}>({
    what: () => 'ECS protects instances from termination only where it chooses their number',
    remedy: () => 'leave terminationProtection out, or let ECS scale',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html',
  }),
  Ec2CapacityWarmPoolMixed: message<{ because: string }>({
    what: ({ because }) => `a warm pool cannot be made for ${because}`,
    remedy: () => 'name exactly one instance type and leave spotPercent out, or leave warmPool out',
    see: WARM_POOLS,
  }),
  Ec2CapacityWarmPoolReuse: message<{}>({
    what: () => 'ECS does not let instances return to the warm pool',
    remedy: () => 'leave reuseOnScaleIn out',
    see: WARM_POOLS,
  }),
  Ec2CapacityAgentSettings: message<{ name: string; because: string }>({
    what: ({ name, because }) => `the agent's setting ${name} ${because}`,
    remedy: () => 'say it in another way, or leave it out',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html',
  }),
  Ec2CapacityRunsOther: message<{ capacity: string; runs: string; wanted: string }>({
    what: ({ capacity, runs, wanted }) => `the instances of ${capacity} run ${runs}, and the workload is for ${wanted}`,
    remedy: () => 'choose other capacity (option `ecs.capacity`), or change the architecture or operating system of either',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#runtime-platform',
  }),
  Ec2CapacityWithoutGpu: message<{ capacity: string; gpus: number }>({
    what: ({ capacity, gpus }) => `the workload wants ${gpus} GPU${gpus === 1 ? '' : 's'}, and the instances of ${capacity} have none that ECS knows of`,
    remedy: () => 'choose capacity with instance types like g5.xlarge, and leave image out or choose one with drivers for GPUs',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html',
  }),
  Ec2CapacityTooSmall: message<{ capacity: string; needed: number; most: number; unit: string }>({
    what: ({ capacity, needed, most, unit }) => `a copy needs ${needed} ${unit}, and no instance of '${capacity}' has more than ${most}`,
    remedy: ({ needed, unit }) => `choose instances that have at least ${needed} ${unit} for tasks, or make the workload smaller`,
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/memory-management.html',
  }),
};

const HARDWARE = { gpu: 'NVIDIA GPUs', neuron: 'AWS Inferentia and Trainium' };
