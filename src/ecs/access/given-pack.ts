import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { PackPolicy } from './pack-policy';
import { PackParts, PackRules } from './packs';
import { AccessGrantee } from '../../platform';
import { EcsWorkload } from '../workload';

/** What is known of a pack that somebody has. */
export interface GivenPackProps {
  readonly id: string;
  readonly description: string;
  readonly rules: PackRules;
  readonly parts: PackParts;
}

/**
 * A pack that somebody has, as managed policies: one in the stack of the platform, one in each other stack that has workloads of the
 * scope, because only there can one speak of their roles and logs, and more where one would become too long.
 */
export class GivenPack {
  /** Who has it. */
  public readonly grantees: AccessGrantee[] = [];

  private readonly policies: PackPolicy[] = [];

  constructor(private readonly access: Construct, private readonly props: GivenPackProps) {
    const { rules, parts, id } = props;
    this.make(access, id, workloads => [...rules.base(parts), ...rules.each(parts, workloads)]);
  }

  public get managedPolicies() {
    return this.policies.map(({ policy }) => policy);
  }

  public tooLong() {
    return this.policies.flatMap(policy => policy.tooLong());
  }

  public give(grantee: AccessGrantee): void {
    if (this.grantees.some(({ _arn }) => _arn === grantee._arn)) {
      return;
    }
    this.grantees.push(grantee);
    this.policies.forEach(policy => policy.attach(grantee));
  }

  /** Speaks of a workload, if the pack has anything to say about it. */
  public include(workload: EcsWorkload): void {
    const { scope: { named } } = this.props.parts;
    if (named && !named.includes(workload) || this.eachOf([workload]).length === 0) {
      return;
    }
    const stack = Stack.of(workload);
    const last = this.policies.filter(({ policy }) => policy.stack === stack).pop();
    (last?.hasRoomFor(workload) ? last : this.another(stack)).add(workload);
  }

  private another(stack: Stack): PackPolicy {
    const count = this.policies.filter(({ policy }) => policy.stack === stack).length;
    const id = count === 0 ? this.props.id : `${this.props.id}-${count + 1}`;
    return this.make(stack === Stack.of(this.access) ? this.access : accessIn(stack, this.access), id, workloads => this.eachOf(workloads));
  }

  private eachOf(workloads: readonly EcsWorkload[]) {
    return this.props.rules.each(this.props.parts, workloads);
  }

  private make(scope: Construct, id: string, rules: ConstructorParameters<typeof PackPolicy>[3]): PackPolicy {
    const made = new PackPolicy(scope, id, this.props.description, rules);
    this.policies.push(made);
    this.grantees.forEach(grantee => made.attach(grantee));
    return made;
  }
}

/** The same platform's policies in another stack. */
function accessIn(stack: Stack, { node }: Construct): Construct {
  const id = `Access-${node.addr.slice(-8)}`;
  return stack.node.tryFindChild(id) as Construct | undefined ?? new Construct(stack, id);
}
