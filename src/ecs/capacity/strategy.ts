import * as ecs from 'aws-cdk-lib/aws-ecs';
import { checkPool } from './check-pool';
import { Finding, finding } from '../../findings';
import { Capacity, CapacityPoolSpec } from '../../vocabulary';
import { launchTypesOf } from '../launch-type';

const MAX_BASE = 100_000;
const MAX_WEIGHT = 1_000;

/** What is wrong with a list of capacity. */
export function checkCapacity(capacity: readonly Capacity[], path: string): Finding[] {
  const shares = capacity.map(choice => choice._toSpec());
  const findings = shares.flatMap((share, index) => [
    ...outOfRange(`${path}[${index}].base`, 'base', share.base, MAX_BASE),
    ...outOfRange(`${path}[${index}].weight`, 'weight', share.weight, MAX_WEIGHT),
    ...checkPool(share.pool, `${path}[${index}]`),
    ...(shares.findIndex(({ pool }) => isSame(pool, share.pool)) < index
      ? [finding('CapacityTwice', `${path}[${index}]`, { provider: nameOf(share.pool) })] : []),
  ]);
  const based = shares.filter(({ base }) => base > 0);
  if (based.length > 1) {
    findings.push(finding('CapacityBases', path, { providers: based.map(({ pool }) => nameOf(pool)) }));
  }
  if (shares.length > 0 && shares.every(({ weight }) => weight === 0)) {
    findings.push(finding('CapacityWithoutWeight', path, {}));
  }
  const external = shares.filter(({ pool }) => pool.kind === 'external');
  if (external.length > 1) {
    findings.push(finding('ExternalCapacityUnshared', path, { names: external.map(({ pool }) => nameOf(pool)) }));
  }
  const launchTypes = launchTypesOf(capacity);
  if (launchTypes.length > 1) {
    findings.push(finding('CapacityMixed', path, { launchTypes }));
  }
  return findings;
}

function isSame(one: CapacityPoolSpec, other: CapacityPoolSpec): boolean {
  return one === other || (one.kind === 'existing' && other.kind === 'existing' && one.providerName === other.providerName);
}

function outOfRange(path: string, what: 'base' | 'weight', value: number, max: number): Finding[] {
  return Number.isInteger(value) && value >= 0 && value <= max ? [] : [finding('CapacityOutOfRange', path, { what, value, max })];
}

/** What a reader calls a kind of capacity. */
export function nameOf(pool: CapacityPoolSpec): string {
  switch (pool.kind) {
    case 'fargate': return 'FARGATE';
    case 'fargateSpot': return 'FARGATE_SPOT';
    case 'existing': return pool.providerName;
    default: return pool.options.name;
  }
}

/**
 * The strategy of a service. It is said for each service, because the CDK writes a launch type otherwise, which makes
 * ECS ignore the cluster's own strategy, and because moving from one to the other later replaces the service.
 *
 * External machines have no capacity provider, only a launch type.
 */
export function renderCapacity(
  capacity: readonly Capacity[], providerOf: (pool: CapacityPoolSpec) => string,
): ecs.CapacityProviderStrategy[] | undefined {
  const shares = capacity.map(choice => choice._toSpec()).filter(({ pool }) => pool.kind !== 'external');
  return shares.length === 0 ? undefined
    : shares.map(({ pool, base, weight }) => ({ capacityProvider: providerOf(pool), weight, ...(base > 0 && { base }) }));
}

/**
 * What the cluster itself says: always something of Fargate, the only kind that it knows from the beginning. It stays the same when
 * the platform's capacity moves to another kind, because CloudFormation changes a cluster's strategy only together with its list of
 * providers, which would lose those that have been added since.
 */
export function defaultOfCluster(capacity: readonly Capacity[]): Capacity[] {
  const ofFargate = capacity.filter(choice => launchTypesOf([choice])[0] === 'fargate');
  return ofFargate.length > 0 || capacity.length === 0 ? ofFargate : [Capacity.fargate()];
}
