/** What Auto Scaling, EC2 and ECS would refuse about instances of one's own, or let pass and never start. */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Size, Token } from 'aws-cdk-lib/core';
import { acceleratorOf, architectureOf, Ec2Plan, planOf } from './plan';
import { Finding, finding } from '../../../findings';
import { Ec2CapacityOptions } from '../../../vocabulary';

const MAX_TYPES = 40;
const MAX_STEP = 10_000;

/** In GiB: what the images of AWS are made from. EC2 starts nothing on less. */
const SMALLEST_DISK = { linux: 30, bottlerocket: 20, windows: 50 };

export function checkEc2(options: Ec2CapacityOptions, path: string): Finding[] {
  const plan = planOf(options);
  return [
    ...checkBounds(plan, options, path),
    ...checkTypes(plan, options, path),
    ...checkRequirements(options.instanceRequirements, `${path}.instanceRequirements`),
    ...checkScaling(plan, options, `${path}.scaling`),
    ...checkWarmPool(plan, options, `${path}.warmPool`),
    ...checkRefresh(options, `${path}.refresh`),
    ...checkAgent(plan, options, path),
  ];
}

function checkBounds({ min, max, spotPercent, onDemandBase, diskSize, image }: Ec2Plan, options: Ec2CapacityOptions, path: string): Finding[] {
  return [
    ...inRange(`${path}.minInstances`, 'the fewest instances', min, 0, 10_000),
    ...inRange(`${path}.maxInstances`, 'the most instances', max, 1, 10_000),
    ...inOrder(`${path}.maxInstances`, 'minInstances', min, 'maxInstances', max),
    ...inRange(`${path}.spotPercent`, 'the percentage of Spot Instances', spotPercent, 0, 100),
    ...inRange(`${path}.onDemandBase`, 'the base of On-Demand Instances', onDemandBase, 0, 10_000),
    ...inRange(`${path}.metadataHopLimit`, 'the hop limit', options.metadataHopLimit, 1, 64),
    ...inRange(`${path}.diskSize`, 'the size of the disk in GiB', gibibytes(diskSize), SMALLEST_DISK[image._start], 16_384),
    ...inRange(`${path}.maxInstanceLifetime`, 'the days of an instance', options.maxInstanceLifetime?.toDays({ integral: false }), 1, 365),
  ];
}

function checkTypes({ types, arm, image }: Ec2Plan, options: Ec2CapacityOptions, path: string): Finding[] {
  const at = `${path}.instanceTypes`;
  const given = options.instanceTypes ?? [];
  const names = given.map(String);
  const otherwise = types.filter(type => architectureOf(type) !== undefined && (architectureOf(type) as string === 'arm64') !== arm).map(String);
  const without = image._accelerator && !options.instanceRequirements
    ? types.filter(type => !Token.isUnresolved(type.toString()) && acceleratorOf(type) !== image._accelerator).map(String) : [];
  return [
    ...options.instanceTypes?.length === 0 ? [finding('Ec2CapacityWithoutInstances', at, {})] : [],
    ...names.length > MAX_TYPES ? [finding('Ec2CapacityTooManyTypes', at, { count: names.length, max: MAX_TYPES })] : [],
    ...names.flatMap((type, index) => names.indexOf(type) < index ? [finding('Ec2CapacityTypesTwice', `${at}[${index}]`, { type })] : []),
    ...options.instanceTypes && options.instanceRequirements
      ? [finding('Ec2CapacityEitherOr', `${path}.instanceRequirements`, { one: 'instanceTypes', other: 'instanceRequirements' })] : [],
    ...otherwise.length > 0 && !options.instanceRequirements
      ? [finding('Ec2CapacityArchitectures', at, { types: otherwise, architecture: arm ? 'arm64' : 'x86_64' })] : [],
    ...arm && !image._runsOnArm ? [finding('Ec2CapacityImageIsX86', `${path}.image`, {})] : [],
    ...without.length > 0 ? [finding('Ec2CapacityImageNeedsAccelerator', `${path}.image`, { accelerator: image._accelerator!, types: without })] : [],
  ];
}

const EXCLUSIVE = [
  ['allowedInstanceTypes', 'excludedInstanceTypes'],
  ['spotMaxPricePercentageOverLowestPrice', 'maxSpotPriceAsPercentageOfOptimalOnDemandPrice'],
] as const;

function checkRequirements(given: ec2.InstanceRequirementsConfig | undefined, path: string): Finding[] {
  if (!given) {
    return [];
  }
  const bounds = Object.entries(given).filter(([name]) => name.endsWith('Min')).flatMap(([low, least]) => {
    const high = low.replace(/Min$/, 'Max');
    const [min, max] = [amount(least), amount(given[high as keyof ec2.InstanceRequirementsConfig])];
    return min !== undefined && max !== undefined ? inOrder(`${path}.${high}`, low, min, high, max) : [];
  });
  const says = (member: keyof ec2.InstanceRequirementsConfig) => given[member] !== undefined && (given[member] as { length?: number }).length !== 0;
  return [
    ...bounds,
    ...EXCLUSIVE.filter(([one, other]) => says(one) && says(other)).map(([one, other]) => finding('Ec2CapacityEitherOr', `${path}.${other}`, { one, other })),
  ];
}

/** A number, or a size in MiB. */
function amount(value: unknown): number | undefined {
  if (value instanceof Size) {
    return value.isUnresolved() ? undefined : value.toMebibytes();
  }
  return value as number | undefined;
}

function checkScaling(plan: Ec2Plan, { scaling = {} }: Ec2CapacityOptions, path: string): Finding[] {
  const { managedScaling, terminationProtection, instanceWarmup, targetCapacityPercent } = plan;
  return [
    ...inRange(`${path}.targetCapacityPercent`, 'the percentage of instances in use', targetCapacityPercent, 1, 100),
    ...inRange(`${path}.minStep`, 'the fewest instances at a time', scaling.minStep, 1, MAX_STEP),
    ...inRange(`${path}.maxStep`, 'the most instances at a time', scaling.maxStep, 1, MAX_STEP),
    ...inOrder(`${path}.maxStep`, 'minStep', scaling.minStep ?? 1, 'maxStep', scaling.maxStep ?? MAX_STEP),
    ...inRange(`${path}.instanceWarmup`, 'the seconds until an instance counts', seconds(instanceWarmup), 0, 10_000),
    ...terminationProtection && !managedScaling ? [finding('Ec2CapacityProtectionWithoutScaling', `${path}.terminationProtection`, {})] : [],
  ];
}

function checkWarmPool({ types, spotPercent }: Ec2Plan, { warmPool, instanceRequirements }: Ec2CapacityOptions, path: string): Finding[] {
  if (!warmPool) {
    return [];
  }
  const reasons = [
    ...spotPercent > 0 ? ['Spot Instances'] : [],
    ...instanceRequirements ? ['instances that are described'] : types.length > 1 ? ['several types of instances'] : [],
  ];
  return [
    ...reasons.length > 0 ? [finding('Ec2CapacityWarmPoolMixed', path, { because: reasons.join(' and ') })] : [],
    ...warmPool.reuseOnScaleIn ? [finding('Ec2CapacityWarmPoolReuse', `${path}.reuseOnScaleIn`, {})] : [],
    ...inRange(`${path}.minSize`, 'the fewest instances in the warm pool', warmPool.minSize, 0, 10_000),
  ];
}

function checkRefresh({ refresh = {} }: Ec2CapacityOptions, path: string): Finding[] {
  const { minHealthyPercent = 100, maxHealthyPercent = 110 } = refresh;
  return [
    ...inRange(`${path}.minHealthyPercent`, 'the percentage that stays', minHealthyPercent, 0, 100),
    ...inRange(`${path}.maxHealthyPercent`, 'the percentage there may be', maxHealthyPercent, 100, 200),
    ...maxHealthyPercent - minHealthyPercent > 100
      ? [finding('Ec2CapacityOutOfRange', `${path}.maxHealthyPercent`, { what: 'the percentage there may be', value: maxHealthyPercent, min: 100, max: minHealthyPercent + 100 })] : [],
    ...inRange(`${path}.bakeTime`, 'the seconds to watch the alarms', seconds(refresh.bakeTime), 0, 172_800),
    ...inRange(`${path}.alarms`, 'the number of alarms', refresh.alarms?.length, 0, 10),
  ];
}

function checkAgent({ image }: Ec2Plan, { agentSettings = {} }: Ec2CapacityOptions, path: string): Finding[] {
  return Object.entries(agentSettings).flatMap(([name, value]) => {
    const because = image._start === 'bottlerocket' ? 'cannot be set on Bottlerocket, which takes lines of settings in userData'
      : name === 'ECS_CLUSTER' ? 'is the cluster of the platform'
        : !/^ECS_[A-Z0-9_]+$/.test(name) ? 'is none: they begin with ECS_' : /[\n\r]/.test(value) ? 'has more than one line' : undefined;
    return because ? [finding('Ec2CapacityAgentSettings', `${path}.agentSettings.${name}`, { name, because })] : [];
  });
}

function inRange(path: string, what: string, value: number | undefined, min: number, max: number): Finding[] {
  const fits = value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= min && value <= max);
  return fits ? [] : [finding('Ec2CapacityOutOfRange', path, { what, value, min, max })];
}

function inOrder(path: string, low: string, min: number, high: string, max: number): Finding[] {
  return Token.isUnresolved(min) || Token.isUnresolved(max) || min <= max ? [] : [finding('Ec2CapacityOutOfOrder', path, { low, high, min, max })];
}

function gibibytes(size: Size): number | undefined {
  return size.isUnresolved() ? undefined : size.toMebibytes() / 1024;
}

function seconds(time: { isUnresolved(): boolean; toMilliseconds(): number } | undefined): number | undefined {
  return time === undefined || time.isUnresolved() ? undefined : time.toMilliseconds() / 1000;
}
