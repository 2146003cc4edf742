import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { allow, ownPolicy } from '../../functions';
import { RenderedExposure } from '../../platform';

/**
 * What ECS may do to move the traffic of one service: to its own rules and target groups, where AWS's managed policy allows
 * it to those of the whole account.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
 */
export function makeInfrastructureRole(scope: Construct, name: string, rendered: readonly RenderedExposure[]): iam.Role {
  const role = new iam.Role(scope, 'RolloutRole', {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    description: `Lets ECS move the traffic of ${name}`,
  });
  const routes = rendered.map(({ route }) => route);
  allow(role, {
    actions: [
      'elasticloadbalancing:DescribeListeners', 'elasticloadbalancing:DescribeRules',
      'elasticloadbalancing:DescribeTargetGroups', 'elasticloadbalancing:DescribeTargetHealth',
    ],
    resources: ['*'],
    because: 'The describing actions of load balancers cannot be limited to a resource. What is changed is limited to the service.',
  });
  allow(role, {
    actions: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
    resources: routes.flatMap(({ blueTargetGroup, greenTargetGroup }) => [blueTargetGroup.targetGroupArn, greenTargetGroup.targetGroupArn]),
  });
  allow(role, {
    actions: ['elasticloadbalancing:ModifyRule'],
    resources: routes.flatMap(({ rule, testRule }) => [rule, ...testRule ? [testRule] : []]).map(rule => rule.listenerRuleArn),
  });
  ownPolicy(role);
  return role;
}
