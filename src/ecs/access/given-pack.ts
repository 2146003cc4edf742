import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { PackDocument } from './pack-document';
import { PackPolicy } from './pack-policy';
import { PackParts, PackRules } from './packs';
import { Rule, said } from './rule';
import { MANAGED_POLICY_LIMIT, sizeOf } from './size';
import { Subject } from './subject';
import { AccessGrantee } from '../../platform';
import { onePerStack } from '../../private/one-per-stack';

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
    const { rules, parts } = props;
    const base = inPieces(access, rules.base(parts));
    base.forEach((piece, index) =>
      this.make(access, this.idIn(access), workloads => index < base.length - 1 ? [...piece] : [...piece, ...rules.each(parts, workloads)]));
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
  public include(workload: Subject): void {
    const { scope: { named } } = this.props.parts;
    if (named && !named.includes(workload) || this.eachOf([workload]).length === 0) {
      return;
    }
    const stack = Stack.of(workload);
    const last = this.policies.filter(({ policy }) => policy.stack === stack).pop();
    (last?.hasRoomFor(workload) ? last : this.another(stack)).add(workload);
  }

  private another(stack: Stack): PackPolicy {
    const scope = stack === Stack.of(this.access) ? this.access : accessIn(stack, this.access);
    return this.make(scope, this.idIn(scope), workloads => this.eachOf(workloads));
  }

  private idIn(scope: Construct): string {
    const count = this.policies.filter(({ policy }) => policy.node.scope === scope).length;
    return count === 0 ? this.props.id : `${this.props.id}-${count + 1}`;
  }

  private eachOf(workloads: readonly Subject[]) {
    return this.props.rules.each(this.props.parts, workloads);
  }

  private make(scope: Construct, id: string, rules: ConstructorParameters<typeof PackPolicy>[3]): PackPolicy {
    const made = new PackPolicy(scope, id, this.props.description, rules);
    this.policies.push(made);
    this.grantees.forEach(grantee => made.attach(grantee));
    return made;
  }
}

/** As few pieces as the rules fit into in their order, each short enough for a policy; a rule that is too long alone stays alone. */
function inPieces(scope: Construct, rules: readonly Rule[]): Rule[][] {
  const pieces: Rule[][] = [[]];
  for (const rule of said(rules)) {
    const last = pieces[pieces.length - 1];
    if (last.length > 0 && sizeOf(scope, new PackDocument(() => [...last, rule])) > MANAGED_POLICY_LIMIT) {
      pieces.push([rule]);
    } else {
      last.push(rule);
    }
  }
  return pieces;
}

/** The same platform's policies in another stack. */
function accessIn(stack: Stack, { node }: Construct): Construct {
  const id = `Access-${node.addr.slice(-8)}`;
  return onePerStack(stack, id, () => new Construct(stack, id));
}
