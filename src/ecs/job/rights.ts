/** What whoever starts runs of a job needs for it, and nothing for other jobs or clusters. */
import * as iam from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { Construct, IConstruct } from 'constructs';
import { acknowledge } from '../../private/acknowledge';
import { acknowledgeLater } from '../../private/acknowledge-later';
import { asTold } from '../../private/as-told';
import { EcsGround } from '../ground';
import { RenderedTask } from '../task';

/** Something that a role may do. */
export type Right = Pick<iam.PolicyStatementProps, 'conditions'> & { readonly actions: string[]; readonly resources: string[] };

/** What is started, and where. */
export interface Runnable extends Pick<RenderedTask, 'taskDefinition' | 'taskRole' | 'executionRole'> {
  readonly scope: Construct;
  readonly cluster: EcsGround['cluster'];
}

const BECAUSE = 'Revisions of the task definition come and go, and tasks get their names when they start; both are limited to this job and its cluster.';

/** Any revision of the job's own task definition, in its cluster, with its own roles. */
export function rightsToRun({ scope, cluster, taskDefinition, taskRole, executionRole }: Runnable): Right[] {
  return [
    {
      actions: ['ecs:RunTask'],
      resources: [ecsArn(scope, 'task-definition', `${taskDefinition.family}:*`)],
      conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
    },
    // Tasks are tagged as they start.
    {
      actions: ['ecs:TagResource'],
      resources: [tasksOf(scope, cluster)],
      conditions: { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
    },
    {
      actions: ['iam:PassRole'],
      resources: [taskRole.roleArn, executionRole.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
  ];
}

/** Any task of the cluster: what tells those of a job is its tag, in a condition. */
export function tasksOf(scope: IConstruct, { clusterName }: EcsGround['cluster']): string {
  return ecsArn(scope, 'task', `${clusterName}/*`);
}

/** A role that AWS services start runs with. Its statements are part of it, so that nothing starts before it may. */
export function makeRunnerRole(
  scope: Construct, id: string, props: iam.RoleProps, rights: readonly Right[], because = BECAUSE,
): iam.Role {
  const policy = new iam.PolicyDocument({ statements: rights.map(right => new iam.PolicyStatement(right)) });
  const role = new iam.Role(scope, id, { ...props, inlinePolicies: { Run: policy } });
  acknowledge(role, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.');
  explain(role, rights, because);
  return role;
}

/** Says why resources of statements are patterns. */
export function explain(holder: IConstruct, rights: readonly Right[], because = BECAUSE): void {
  for (const { resources } of rights) {
    resources.filter(resource => resource.includes('*')).forEach(resource =>
      acknowledgeLater(holder, () => `AwsSolutions-IAM5[Resource::${asTold(holder, resource)}]`, because));
  }
}

function ecsArn(scope: IConstruct, resource: string, resourceName: string): string {
  return Stack.of(scope).formatArn({ service: 'ecs', resource, resourceName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
}
