/** What the engine needs from outside: time, chance, the types, the other stacks, and somebody who makes resources. */
import { ResourceState, StackState } from './state';
import { JsonObject } from './values';
import { TypeRegistry } from '../schemas/types';

export interface Clock {
  now(): Date;
}

/** A source of lower-case hexadecimal digits. */
export type Random = (digits: number) => string;

export interface Provisioned {
  readonly physicalId: string;
  readonly ref?: string;
  readonly attributes: JsonObject;
}

export interface ProvisionRequest {
  readonly stack: StackState;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** Tags of the stack and the like are not part of it: models see what the template says. */
  readonly metadata?: JsonObject;
}

/** Makes, changes and removes resources of any type. Throws an Error whose message becomes the reason of the failure. */
export interface Provisioner {
  create(request: ProvisionRequest): Promise<Provisioned>;
  /** May answer another physical id: the old one is then deleted during cleanup, as for a replacement. */
  update(request: ProvisionRequest & { readonly current: ResourceState }): Promise<Provisioned>;
  delete(request: { readonly stack: StackState; readonly resource: ResourceState }): Promise<void>;
  /** Why a resource cannot be replaced while the old one still stands, if so. */
  refuseReplacement(request: ProvisionRequest & { readonly current: ResourceState }): string | undefined;
}

/** A creation that failed after something came into being; it is deleted during rollback. */
export class PartlyCreated extends Error {
  constructor(message: string, public readonly physicalId: string) { super(message); }
}

/** What a stack sees of its surroundings. */
export interface Surroundings {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly urlSuffix: string;
  readonly clock: Clock;
  readonly random: Random;
  readonly types: TypeRegistry;
  readonly provisioner: Provisioner;
  zones(region: string): string[];
  exported(name: string): string | undefined;
  /** Names of the other stacks that import an export. */
  importersOf(name: string): string[];
  output(stackName: string, key: string): string | undefined;
  /** Value of a parameter of the Parameter Store. */
  stored(name: string): string | undefined;
}
