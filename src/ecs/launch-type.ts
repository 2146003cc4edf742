/** What kind of machine a task runs on: what decides which features it has. */
import { CapacityPoolSpec, CapacitySpec } from '../vocabulary';

export type LaunchType = 'fargate' | 'ec2' | 'managedInstances' | 'external';

function launchTypeOfPool(pool: CapacityPoolSpec): LaunchType {
  switch (pool.kind) {
    case 'fargateSpot': return 'fargate';
    case 'existing': return pool.launchType;
    default: return pool.kind;
  }
}

/** The launch types of a list of capacity, each once. An empty list is the launch type FARGATE. */
export function launchTypesOf(capacity: readonly { _toSpec(): CapacitySpec }[]): LaunchType[] {
  return capacity.length === 0 ? ['fargate'] : [...new Set(capacity.map(choice => launchTypeOfPool(choice._toSpec().pool)))];
}

/** The one of them; lists that mix several are refused. */
export function launchTypeOf(capacity: readonly { _toSpec(): CapacitySpec }[]): LaunchType {
  return launchTypesOf(capacity)[0];
}
