import * as iam from 'aws-cdk-lib/aws-iam';

/** Keys and values by operator, as IAM has them. */
export type Conditions = Record<string, Record<string, string | readonly string[]>>;

/** A statement of a pack. It allows, unless it says otherwise. */
export interface Rule {
  readonly effect?: 'Deny';
  readonly actions: readonly string[];
  /** Either these or all but `notResources`. */
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly conditions?: Conditions;
}

export function statement({ effect, actions, resources, notResources, conditions }: Rule): iam.PolicyStatement {
  return new iam.PolicyStatement({
    effect: effect === 'Deny' ? iam.Effect.DENY : iam.Effect.ALLOW,
    actions: [...actions],
    // All but nothing is everything.
    resources: notResources?.length === 0 ? ['*'] : resources && [...resources],
    notResources: notResources?.length ? [...notResources] : undefined,
    conditions,
  });
}

/** All conditions together; keys of the same operator come next to each other. */
export function and(...all: readonly (Conditions | undefined)[]): Conditions | undefined {
  const merged: Record<string, Record<string, string | readonly string[]>> = {};
  for (const [operator, keys] of all.flatMap(conditions => Object.entries(conditions ?? {}))) {
    merged[operator] = { ...merged[operator], ...keys };
  }
  return Object.keys(merged).length > 0 ? merged : undefined;
}

/** Statements of nothing say nothing, and IAM refuses them. */
export function said(rules: readonly Rule[]): Rule[] {
  return rules.filter(({ resources, actions }) => resources?.length !== 0 && actions.length > 0);
}
