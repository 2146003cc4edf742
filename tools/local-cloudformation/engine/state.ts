/** What the endpoint remembers of stacks and their resources. */
import { BoundParameter } from './parameters';
import { Template, TemplateResource } from './template';
import { JsonObject } from './values';

export interface ResourceState {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** What `Ref` gives; the physical id for nearly every type. */
  readonly ref: string;
  readonly properties: JsonObject;
  readonly attributes: JsonObject;
  readonly declared: TemplateResource;
  /** Logical ids it was ordered after. */
  readonly dependencies: readonly string[];
  readonly status: string;
  readonly reason?: string;
  readonly updatedAt: Date;
}

export interface StackEvent {
  readonly id: string;
  readonly at: Date;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly properties?: JsonObject;
}

export interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  readonly exportName?: string;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** What a stack was asked to become. */
export interface Desired {
  readonly body: string;
  readonly template: Template;
  readonly parameters: readonly BoundParameter[];
  readonly tags: readonly Tag[];
  readonly capabilities: readonly string[];
  readonly roleArn?: string;
  readonly notificationArns: readonly string[];
}

export interface StackState {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  status: string;
  reason?: string;
  updatedAt?: Date;
  deletedAt?: Date;
  terminationProtection: boolean;
  rollbackDisabled: boolean;
  /** What the last successful deployment made it; undefined for a stack that only has a change set. */
  deployed?: Desired;
  resources: Map<string, ResourceState>;
  outputs: StackOutput[];
  /** Export names this stack has imported. */
  imports: Set<string>;
  readonly events: StackEvent[];
}
