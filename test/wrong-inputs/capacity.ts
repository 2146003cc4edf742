import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Duration, Size } from 'aws-cdk-lib/core';
import { workload, WrongInput } from './wrong-input';
import { checkCapacity, checkFitOfEc2 } from '../../src/ecs/capacity';
import { Code } from '../../src/findings';
import { seal, WorkloadDraft } from '../../src/model';
import { Architecture, Capacity, Ec2CapacityOptions, InstanceImage } from '../../src/vocabulary';

function wrongOnEc2(code: Code, path: string, remedy: string, given: Partial<Ec2CapacityOptions>, also?: readonly Code[]): WrongInput {
  return { code, path: `capacity[0]${path}`, remedy, also, findings: () => checkCapacity([Capacity.ec2({ name: 'general', ...given })], 'capacity') };
}

function unfit(code: Code, remedy: string, given: Partial<Ec2CapacityOptions>, draft: WorkloadDraft): WrongInput {
  const { spec } = seal(draft, { desiredCount: 2, logRetentionDays: 90, alarms: true, pinnedImages: true });
  return {
    code, path: 'ecs.capacity[0]', remedy, findings: () => checkFitOfEc2(spec, [Capacity.ec2({ name: 'general', ...given })], 'ecs.capacity'),
  };
}

function types(...names: string[]): { instanceTypes: ec2.InstanceType[] } {
  return { instanceTypes: names.map(name => new ec2.InstanceType(name)) };
}

const requirements: ec2.InstanceRequirementsConfig = { vCpuCountMin: 2, memoryMin: Size.gibibytes(4) };

/** Mistakes about EC2 instances of one's own. */
export const EC2_CAPACITY_MISTAKES: readonly WrongInput[] = [
  wrongOnEc2('Ec2CapacityOutOfRange', '.minInstances', 'choose 0', { minInstances: -1 }),
  wrongOnEc2('Ec2CapacityOutOfRange', '.maxInstances', 'choose 1', { maxInstances: 0 }),
  wrongOnEc2('Ec2CapacityOutOfOrder', '.maxInstances', 'raise maxInstances to at least 5', { minInstances: 5, maxInstances: 3 }),
  wrongOnEc2('Ec2CapacityOutOfRange', '.spotPercent', 'choose 100', { spotPercent: 150 }),
  wrongOnEc2('Ec2CapacityOutOfRange', '.onDemandBase', 'choose 2', { onDemandBase: 1.5 }),
  wrongOnEc2('Ec2CapacityOutOfRange', '.metadataHopLimit', 'choose 64', { metadataHopLimit: 65 }),
  wrongOnEc2('Ec2CapacityOutOfRange', '.diskSize', 'choose 30', { diskSize: Size.gibibytes(8) }),
  wrongOnEc2('Ec2CapacityOutOfRange', '.diskSize', 'choose 50', { diskSize: Size.gibibytes(30), image: InstanceImage.WINDOWS_SERVER_2022_CORE }),
  wrongOnEc2('Ec2CapacityOutOfRange', '.maxInstanceLifetime', 'choose 1', { maxInstanceLifetime: Duration.hours(2) }),
  wrongOnEc2('Ec2CapacityOutOfRange', '.scaling.targetCapacityPercent', 'choose 100', { scaling: { targetCapacityPercent: 120 } }),
  wrongOnEc2('Ec2CapacityOutOfRange', '.scaling.minStep', 'choose 1', { scaling: { minStep: 0 } }),
  wrongOnEc2('Ec2CapacityOutOfOrder', '.scaling.maxStep', 'raise maxStep to at least 5', { scaling: { minStep: 5, maxStep: 2 } }),
  wrongOnEc2('Ec2CapacityOutOfRange', '.scaling.instanceWarmup', 'choose 10000', { scaling: { instanceWarmup: Duration.hours(3) } }),
  wrongOnEc2('Ec2CapacityProtectionWithoutScaling', '.scaling.terminationProtection', 'let ECS scale', { scaling: { enabled: false, terminationProtection: true } }),
  wrongOnEc2('Ec2CapacityWithoutInstances', '.instanceTypes', 'name at least one', { instanceTypes: [] }),
  wrongOnEc2('Ec2CapacityTypesTwice', '.instanceTypes[1]', 'name it once', types('m5.large', 'm5.large')),
  wrongOnEc2('Ec2CapacityTooManyTypes', '.instanceTypes', 'instanceRequirements', types(...Array.from({ length: 41 }, (_, index) => `m${index + 5}i.large`))),
  wrongOnEc2('Ec2CapacityEitherOr', '.instanceRequirements', 'leave one of instanceTypes and instanceRequirements out', { ...types('m5.large'), instanceRequirements: requirements }),
  wrongOnEc2('Ec2CapacityEitherOr', '.instanceRequirements.excludedInstanceTypes', 'leave one of',
    { instanceRequirements: { ...requirements, allowedInstanceTypes: ['m5.*'], excludedInstanceTypes: ['t3.*'] } }),
  wrongOnEc2('Ec2CapacityEitherOr', '.instanceRequirements.maxSpotPriceAsPercentageOfOptimalOnDemandPrice', 'leave one of',
    { instanceRequirements: { ...requirements, spotMaxPricePercentageOverLowestPrice: 20, maxSpotPriceAsPercentageOfOptimalOnDemandPrice: 50 } }),
  wrongOnEc2('Ec2CapacityOutOfOrder', '.instanceRequirements.vCpuCountMax', 'raise vCpuCountMax to at least 2', { instanceRequirements: { ...requirements, vCpuCountMax: 1 } }),
  wrongOnEc2('Ec2CapacityOutOfOrder', '.instanceRequirements.memoryMax', 'raise memoryMax to at least 4096',
    { instanceRequirements: { ...requirements, memoryMax: Size.gibibytes(2) } }),
  wrongOnEc2('Ec2CapacityArchitectures', '.instanceTypes', 'capacity of its own', types('m5.large', 'm7g.large')),
  wrongOnEc2('Ec2CapacityArchitectures', '.instanceTypes', 'capacity of its own', { ...types('m5.large'), architecture: Architecture.ARM64 }),
  wrongOnEc2('Ec2CapacityImageIsX86', '.image', 'x86 processors', { ...types('m7g.large'), image: InstanceImage.WINDOWS_SERVER_2022_CORE }),
  wrongOnEc2('Ec2CapacityImageNeedsAccelerator', '.image', 'types like g5.xlarge', { ...types('m5.large'), image: InstanceImage.AMAZON_LINUX_2023_GPU }),
  wrongOnEc2('Ec2CapacityImageNeedsAccelerator', '.image', 'types like inf2.xlarge', { ...types('inf2.xlarge', 'g5.xlarge'), image: InstanceImage.AMAZON_LINUX_2023_NEURON }),
  wrongOnEc2('Ec2CapacityWarmPoolMixed', '.warmPool', 'exactly one instance type', { ...types('m5.large'), spotPercent: 10, warmPool: {} }),
  wrongOnEc2('Ec2CapacityWarmPoolMixed', '.warmPool', 'exactly one instance type', { ...types('m5.large', 'm6i.large'), warmPool: {} }),
  wrongOnEc2('Ec2CapacityWarmPoolMixed', '.warmPool', 'exactly one instance type', { instanceRequirements: requirements, warmPool: {} }),
  wrongOnEc2('Ec2CapacityWarmPoolReuse', '.warmPool.reuseOnScaleIn', 'leave reuseOnScaleIn out',
    { ...types('m5.large'), warmPool: { reuseOnScaleIn: true, poolState: autoscaling.PoolState.STOPPED } }),
  wrongOnEc2('Ec2CapacityOutOfRange', '.refresh.minHealthyPercent', 'choose 100', { refresh: { minHealthyPercent: 110 } }),
  wrongOnEc2('Ec2CapacityOutOfRange', '.refresh.maxHealthyPercent', 'choose 150', { refresh: { minHealthyPercent: 50, maxHealthyPercent: 200 } }),
  wrongOnEc2('Ec2CapacityAgentSettings', '.agentSettings.ECS_CLUSTER', 'leave it out', { agentSettings: { ECS_CLUSTER: 'other' } }),
  wrongOnEc2('Ec2CapacityAgentSettings', '.agentSettings.LOG', 'leave it out', { agentSettings: { LOG: 'debug' } }),
  wrongOnEc2('Ec2CapacityAgentSettings', '.agentSettings.ECS_LOGLEVEL', 'leave it out', { agentSettings: { ECS_LOGLEVEL: 'debug' }, image: InstanceImage.BOTTLEROCKET }),
  unfit('Ec2CapacityRunsOther', 'choose other capacity', {}, workload({ runtime: { architecture: 'arm64' } })),
  unfit('Ec2CapacityRunsOther', 'choose other capacity', { image: InstanceImage.WINDOWS_SERVER_2022_FULL }, workload({ runtime: { os: 'windows-server-2022-core' } })),
  unfit('Ec2CapacityWithoutGpu', 'g5.xlarge', {}, workload({ size: { gpus: 1 } })),
  unfit('Ec2CapacityTooSmall', 'at least 4 vCPU', {}, workload({ size: { cpuUnits: 4096, memoryMiB: 8192 } })),
  unfit('Ec2CapacityTooSmall', 'at least 16 vCPU', types('c7i.large', 'c7i.2xlarge'), workload({ size: { cpuUnits: 16_384, memoryMiB: 32_768 } })),
  unfit('Ec2CapacityTooSmall', 'at least 4096 MiB', { instanceRequirements: { ...requirements, memoryMax: Size.gibibytes(4) } },
    workload({ size: { cpuUnits: 1024, memoryMiB: 4096 } })),
];
