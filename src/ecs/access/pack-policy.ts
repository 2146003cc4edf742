import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { PackDocument } from './pack-document';
import { Rule, said } from './rule';
import { MANAGED_POLICY_LIMIT, sizeOf } from './size';
import { Subject } from './subject';
import { Finding, finding } from '../../findings';
import { AccessGrantee } from '../../platform';
import { acknowledge } from '../../private/acknowledge';
import { asTold } from '../../private/as-told';

/** Reasons for what cannot be named one by one, by the beginning of what is asked for. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^(?!.*:)/, 'For these actions IAM knows no resource, or only ones whose names AWS makes up; where a condition can limit them to the cluster, it does.'],
  [/:logs:|LogGroup|\.Arn>$/, 'Reading a log group is reading its streams, whose names end in the id of a task.'],
  [/task-definition\//, 'Each deployment registers another revision: the wildcard stands for its number.'],
  [/capacity-provider\//, 'Capacity providers belong to no cluster, and are only looked at.'],
  [/./, 'The wildcards stand for what ECS or CloudFormation names: tasks, deployments, container instances, and the end of a service\'s name.'],
];

/** One managed policy of a pack: what can be said in one, in the stack where it can be said. */
export class PackPolicy {
  public readonly policy: iam.ManagedPolicy;
  private readonly workloads: Subject[] = [];
  private readonly explained = new Set<string>();

  constructor(scope: Construct, id: string, description: string, private readonly rules: (workloads: readonly Subject[]) => Rule[]) {
    this.policy = new iam.ManagedPolicy(scope, id, { description, document: new PackDocument(() => rules(this.workloads)) });
    this.policy.node.addValidation({ validate: () => this.tooLong().map(found => found.toString()) });
    this.explain();
  }

  /** Whether the policy would still be short enough with one workload more. */
  public hasRoomFor(workload: Subject): boolean {
    return sizeOf(this.policy, new PackDocument(() => this.rules([...this.workloads, workload]))) <= MANAGED_POLICY_LIMIT;
  }

  public add(workload: Subject): void {
    this.workloads.push(workload);
    this.explain();
  }

  public attach(grantee: AccessGrantee): void {
    grantee._attachManaged(this.policy);
    if (grantee._kind === 'user') {
      this.accept(this.policy, 'IAMUserNoPolicies', 'The app gives access to this very user. With AccessGrantee.role() it would be a role.');
    }
  }

  /** Known when everything that it is about is there. */
  public tooLong(): Finding[] {
    const length = sizeOf(this.policy, this.policy.document);
    return length <= MANAGED_POLICY_LIMIT ? [] : [finding('AccessPolicyTooLong', 'workloads', { length, limit: MANAGED_POLICY_LIMIT })];
  }

  private explain(): void {
    for (const { effect, actions, resources = [] } of said(this.rules(this.workloads)).filter(rule => rule.effect !== 'Deny')) {
      resources.map(resource => asTold(this.policy, resource)).filter(resource => resource.includes('*')).forEach(resource =>
        this.accept(this.policy, `AwsSolutions-IAM5[Resource::${resource}]`, REASONS.find(([pattern]) => pattern.test(resource))![1]));
      if (!effect && actions.includes('ecs:*')) {
        this.accept(this.policy, 'AwsSolutions-IAM5[Action::ecs:*]', 'An administrator of the cluster does everything that ECS can do, with this cluster and what is in it.');
        this.accept(this.policy, 'IAMPolicyNoStatementsWithFullAccess', 'An administrator has full access to one cluster and what is in it, which is named.');
      }
    }
  }

  private accept(where: IConstruct, rule: string, reason: string): void {
    if (!this.explained.has(rule)) {
      this.explained.add(rule);
      acknowledge(where, rule, reason);
    }
  }
}
