import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Finding, finding } from '../findings';
import { Capacity, CapacitySpec } from '../vocabulary';

const MAX_BASE = 100_000;
const MAX_WEIGHT = 1_000;

/** What is wrong with a list of capacity. */
export function checkCapacity(capacity: readonly Capacity[], path: string): Finding[] {
  const shares = capacity.map(choice => choice._toSpec());
  const findings = shares.flatMap((share, index) => [
    ...outOfRange(`${path}[${index}].base`, 'base', share.base, MAX_BASE),
    ...outOfRange(`${path}[${index}].weight`, 'weight', share.weight, MAX_WEIGHT),
    ...(shares.findIndex(({ provider }) => provider === share.provider) < index
      ? [finding('CapacityTwice', `${path}[${index}]`, { provider: share.provider })] : []),
  ]);
  const based = shares.filter(({ base }) => base > 0);
  if (based.length > 1) {
    findings.push(finding('CapacityBases', path, { providers: based.map(({ provider }) => provider) }));
  }
  if (shares.length > 0 && shares.every(({ weight }) => weight === 0)) {
    findings.push(finding('CapacityWithoutWeight', path, {}));
  }
  return findings;
}

function outOfRange(path: string, what: 'base' | 'weight', value: number, max: number): Finding[] {
  return Number.isInteger(value) && value >= 0 && value <= max ? [] : [finding('CapacityOutOfRange', path, { what, value, max })];
}

/**
 * The strategy of a service. It is said for each service, because the CDK writes a launch type otherwise, which makes
 * ECS ignore the cluster's own strategy, and because moving from one to the other later replaces the service.
 */
export function renderCapacity(capacity: readonly Capacity[]): ecs.CapacityProviderStrategy[] | undefined {
  return capacity.length === 0 ? undefined : capacity.map(choice => toStrategy(choice._toSpec()));
}

function toStrategy({ provider, base, weight }: CapacitySpec): ecs.CapacityProviderStrategy {
  return { capacityProvider: provider, weight, ...(base > 0 && { base }) };
}
