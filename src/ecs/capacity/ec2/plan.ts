import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration, Size, Token } from 'aws-cdk-lib/core';
import { Ec2CapacityOptions, InstanceImage } from '../../../vocabulary';

/** What a type of instance has besides processors. */
export type Accelerator = 'gpu' | 'neuron';

/** The options with everything said, as the renderers of the parts read them. */
export interface Ec2Plan {
  readonly name: string;
  readonly types: readonly ec2.InstanceType[];
  readonly arm: boolean;
  readonly image: InstanceImage;
  readonly min: number;
  readonly max: number;
  readonly spotPercent: number;
  readonly onDemandBase: number;
  /** Whether the group needs a list of types, or a description of them. */
  readonly mixed: boolean;
  readonly managedScaling: boolean;
  readonly terminationProtection: boolean;
  readonly draining: boolean;
  readonly targetCapacityPercent: number;
  readonly instanceWarmup: Duration;
  readonly diskSize: Size;
}

export function planOf(options: Ec2CapacityOptions): Ec2Plan {
  const arm = isArm(options);
  const { scaling = {}, spotPercent = 0, onDemandBase = 0, minInstances: min = 0 } = options;
  const image = options.image ?? imageFor(options.instanceTypes ?? [], options.instanceRequirements);
  const types = options.instanceTypes ?? typesFor(image, arm);
  const managedScaling = scaling.enabled ?? true;
  return {
    name: options.name,
    types,
    arm,
    image,
    min,
    max: options.maxInstances ?? (Token.isUnresolved(min) ? 10 : Math.max(10, 2 * min)),
    spotPercent,
    onDemandBase,
    mixed: types.length > 1 || spotPercent > 0 || options.instanceRequirements !== undefined,
    managedScaling,
    terminationProtection: scaling.terminationProtection ?? managedScaling,
    draining: scaling.draining ?? true,
    targetCapacityPercent: scaling.targetCapacityPercent ?? 100,
    instanceWarmup: scaling.instanceWarmup ?? Duration.seconds(300),
    diskSize: options.diskSize ?? Size.gibibytes(image._start === 'windows' ? 100 : 50),
  };
}

function isArm({ architecture, instanceTypes, instanceRequirements }: Ec2CapacityOptions): boolean {
  if (architecture !== undefined || instanceRequirements !== undefined) {
    return architecture === 'arm64';
  }
  return instanceTypes !== undefined && instanceTypes.length > 0 && architectureOf(instanceTypes[0]) === ec2.InstanceArchitecture.ARM_64;
}

/** Undefined for names that do not tell, and for values that only the deployment knows. */
export function architectureOf(type: ec2.InstanceType): ec2.InstanceArchitecture | undefined {
  try {
    return Token.isUnresolved(type.toString()) ? undefined : type.architecture;
  } catch {
    return undefined;
  }
}

/** NVIDIA's GPUs, or AWS's own Inferentia and Trainium. The GPUs of the family g4ad are of AMD, which ECS cannot hand to tasks. */
export function acceleratorOf(type: ec2.InstanceType): Accelerator | undefined {
  const [family] = type.toString().split('.');
  if (/^(p\d|gr?\d)/.test(family) && family !== 'g4ad') {
    return 'gpu';
  }
  return /^(inf|trn)\d/.test(family) ? 'neuron' : undefined;
}

function imageFor(types: readonly ec2.InstanceType[], requirements: ec2.InstanceRequirementsConfig | undefined): InstanceImage {
  const all = (accelerator: Accelerator) => types.length > 0 && types.every(type => acceleratorOf(type) === accelerator);
  if (all('gpu')) {
    return types.some(type => architectureOf(type) === ec2.InstanceArchitecture.ARM_64)
      ? InstanceImage.BOTTLEROCKET_NVIDIA : InstanceImage.AMAZON_LINUX_2023_GPU;
  }
  if (all('neuron')) {
    return InstanceImage.AMAZON_LINUX_2023_NEURON;
  }
  return (requirements?.acceleratorCountMin ?? 0) > 0 && requirements!.acceleratorManufacturers?.every(maker => String(maker) === 'nvidia')
    ? InstanceImage.AMAZON_LINUX_2023_GPU : InstanceImage.AMAZON_LINUX_2023;
}

/** Types that there are in about every region, and that the image is for. */
function typesFor(image: InstanceImage, arm: boolean): ec2.InstanceType[] {
  const names = {
    gpu: arm ? ['g5g.xlarge'] : ['g4dn.xlarge', 'g5.xlarge'],
    neuron: ['inf2.xlarge'],
    none: arm ? ['m6g.large', 'm7g.large'] : ['m6i.large', 'm5.large'],
  };
  return names[image._accelerator ?? 'none'].map(name => new ec2.InstanceType(name));
}
