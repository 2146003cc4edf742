/** What the rest of the endpoint asks about a resource type. The registry behind it can be swapped in a test. */

export type Replacement = 'no' | 'maybe' | 'yes';

export interface PropertyFacts {
  readonly required: boolean;
  /** Whether a change of this property makes a new resource. */
  readonly replacement: Replacement;
  /** Properties of the objects inside, where they are known. */
  readonly children?: () => Readonly<Record<string, PropertyFacts>>;
}

export type AttributeKind = 'string' | 'number' | 'boolean' | 'list' | 'object';

export interface TypeFacts {
  readonly type: string;
  readonly properties: Readonly<Record<string, PropertyFacts>>;
  readonly attributes: Readonly<Record<string, AttributeKind>>;
  /** The properties or attributes that together identify a resource of this type. */
  readonly identifier: readonly string[];
  /** The part of the identifier that `Ref` gives. */
  readonly refIdentifier: readonly string[];
  /** For instance `arn:${Partition}:ecs:${Region}:${Account}:cluster/${ClusterName}`. */
  readonly arnTemplate?: string;
}

export interface TypeRegistry {
  find(type: string): TypeFacts | undefined;
}

/** Custom resources take any property and answer any attribute. */
export function isCustom(type: string): boolean {
  return type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::');
}
