/** The contract of a resource model: how one type is named, what it answers, and what it does to the account. */
import { Account } from './account';
import { ProvisionRequest } from '../engine/ports';
import { ResourceState, StackState } from '../engine/state';
import { JsonObject } from '../engine/values';
import { TypeFacts } from '../schemas/types';

export interface ModelContext extends ProvisionRequest {
  readonly account: Account;
  readonly facts: TypeFacts;
}

/** Every member is optional: what a model leaves out, the generic behaviour fills from the type facts. */
export interface ResourceModel {
  /** Physical id of a new resource. */
  physicalId?(context: ModelContext): string;
  /** What `Ref` gives, where it is not the physical id. */
  ref?(context: ModelContext, physicalId: string): string;
  /** Attributes the generic rules would get wrong. Names the schema does not know are left out. */
  attributes?(context: ModelContext, physicalId: string): JsonObject;
  /** Throws when the service would refuse. */
  check?(context: ModelContext, current?: ResourceState): void;
  created?(context: ModelContext, physicalId: string): void;
  /** What takes its time once the resource is there, after its creation or a change. Throws if it does not end well. */
  settle?(context: ModelContext, physicalId: string, current?: ResourceState): Promise<void>;
  /** Attributes that a change in place gives other values. */
  changed?(context: ModelContext, current: ResourceState): JsonObject;
  /** Throws when the service would refuse to delete, perhaps after it has tried for a while. */
  deleting?(account: Account, resource: ResourceState, stack: StackState): void | Promise<void>;
}

export type ModelTable = Readonly<Record<string, ResourceModel>>;

export function text(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}
