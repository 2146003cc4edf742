import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CodeDeployParts } from './parts';
import { acknowledge } from '../../../private/acknowledge';
import { RenderedHook } from '../hooks';

/**
 * What CodeDeploy may do: to one service, its rules and its hooks. AWS's managed policies let it invoke every function and
 * pass every role of the account.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/codedeploy_IAM_role.html
 */
export function makeServiceRole(scope: Construct, parts: CodeDeployParts, hooks: readonly RenderedHook[]): iam.Role {
  const { ground, service, exposure: { route }, spec } = parts;
  const role = new iam.Role(scope, 'CodeDeployRole', {
    assumedBy: new iam.ServicePrincipal('codedeploy.amazonaws.com'),
    description: `Lets CodeDeploy deploy ${spec.name}`,
  });
  const taskSets = Stack.of(scope).formatArn({
    service: 'ecs', resource: 'task-set', resourceName: `${ground.cluster.clusterName}/${service.serviceName}/*`,
  });
  const { taskRole, executionRole } = service.taskDefinition as ecs.FargateTaskDefinition;
  const allow = (actions: string[], resources: string[], conditions?: Record<string, unknown>) =>
    role.addToPolicy(new iam.PolicyStatement({ actions, resources, conditions }));

  allow(['ecs:DescribeServices', 'ecs:CreateTaskSet', 'ecs:UpdateServicePrimaryTaskSet', 'ecs:DeleteTaskSet'], [service.serviceArn, taskSets]);
  allow([
    'elasticloadbalancing:DescribeTargetGroups', 'elasticloadbalancing:DescribeTargetHealth',
    'elasticloadbalancing:DescribeListeners', 'elasticloadbalancing:DescribeRules', 'cloudwatch:DescribeAlarms',
  ], ['*']);
  const { listener, rule, testListener, testRule } = route;
  allow(['elasticloadbalancing:ModifyListener', 'elasticloadbalancing:ModifyRule'], [
    listener.listenerArn, rule.listenerRuleArn, ...testListener && testRule ? [testListener.listenerArn, testRule.listenerRuleArn] : [],
  ]);
  allow(['iam:PassRole'], [taskRole.roleArn, ...executionRole ? [executionRole.roleArn] : []], {
    StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' },
  });
  if (hooks.length > 0) {
    allow(['lambda:InvokeFunction'], hooks.map(({ adapter }) => adapter.functionArn));
  }
  acknowledge(role, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.');
  acknowledge(role, 'AwsSolutions-IAM5', 'Task sets have ids that nobody knows before they are made, and the describing actions cannot be limited to a resource. What is changed belongs to the service.');
  return role;
}
