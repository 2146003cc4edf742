import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CodeDeployParts } from './parts';
import { allow, ownPolicy } from '../../../functions';
import { RenderedHook } from '../hooks';

/**
 * What CodeDeploy may do: to one service, its rules and its hooks. AWS's managed policies let it invoke every function and
 * pass every role of the account.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/codedeploy_IAM_role.html
 */
export function makeServiceRole(scope: Construct, parts: CodeDeployParts, hooks: readonly RenderedHook[]): iam.Role {
  const { service, exposure: { route }, spec } = parts;
  const role = new iam.Role(scope, 'CodeDeployRole', {
    assumedBy: new iam.ServicePrincipal('codedeploy.amazonaws.com'),
    description: `Lets CodeDeploy deploy ${spec.name}`,
  });
  const { taskRole, executionRole } = service.taskDefinition;
  allow(role, { actions: ['ecs:DescribeServices', 'ecs:UpdateServicePrimaryTaskSet'], resources: [service.serviceArn] });
  allow(role, {
    actions: ['ecs:CreateTaskSet', 'ecs:DeleteTaskSet'],
    resources: [Stack.of(scope).formatArn({ service: 'ecs', resource: 'task-set', resourceName: '*' })],
    conditions: { ArnEquals: { 'ecs:service': service.serviceArn } },
    because: 'Task sets have ids that nobody knows before they are made. The condition limits them to the service.',
  });
  allow(role, {
    actions: [
      'elasticloadbalancing:DescribeTargetGroups', 'elasticloadbalancing:DescribeTargetHealth',
      'elasticloadbalancing:DescribeListeners', 'elasticloadbalancing:DescribeRules', 'cloudwatch:DescribeAlarms',
    ],
    resources: ['*'],
    because: 'The describing actions of load balancers and alarms cannot be limited to a resource. What is changed is limited to the service.',
  });
  const { listener, rule, testListener, testRule } = route;
  allow(role, {
    actions: ['elasticloadbalancing:ModifyListener', 'elasticloadbalancing:ModifyRule'],
    resources: [listener.listenerArn, rule.listenerRuleArn, ...testListener && testRule ? [testListener.listenerArn, testRule.listenerRuleArn] : []],
  });
  allow(role, {
    actions: ['iam:PassRole'],
    resources: [taskRole.roleArn, ...executionRole ? [executionRole.roleArn] : []],
    conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
  });
  if (hooks.length > 0) {
    allow(role, { actions: ['lambda:InvokeFunction'], resources: hooks.map(({ adapter }) => adapter.functionArn) });
  }
  ownPolicy(role);
  return role;
}
