import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { RegisteredPort } from './registration';
import { allow, ownPolicy } from '../../functions';
import { IngressRoute, NetworkRoute } from '../../ingress';
import { RenderedExposure, RenderedListener } from '../../platform';

/** What ECS moves the traffic of. */
export interface MovedWay extends RegisteredPort {
  readonly route: IngressRoute | NetworkRoute;
  /** ARNs of what divides the traffic of the public, and of what leads to the new version ahead of it: rules, or listeners below HTTP. */
  readonly production: string;
  readonly test?: string;
  /** What ECS calls to divide it otherwise. */
  readonly action: string;
}

export function wayOfRule({ exposure: { container, port }, route }: RenderedExposure): MovedWay {
  const { rule, testRule } = route;
  return { container, port, route, production: rule.listenerRuleArn, test: testRule?.listenerRuleArn, action: 'elasticloadbalancing:ModifyRule' };
}

export function wayOfListener({ listener: { container, port }, route }: RenderedListener): MovedWay {
  const { listener, testListener } = route;
  return { container, port, route, production: listener.listenerArn, test: testListener?.listenerArn, action: 'elasticloadbalancing:ModifyListener' };
}

/**
 * What ECS may do to move the traffic of one service: to its own rules, listeners and target groups, where AWS's managed policy allows
 * it to those of the whole account.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
 */
export function makeInfrastructureRole(scope: Construct, name: string, ways: readonly MovedWay[]): iam.Role {
  const role = new iam.Role(scope, 'RolloutRole', {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
    description: `Lets ECS move the traffic of ${name}`,
  });
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
    resources: ways.flatMap(({ route: { blueTargetGroup, greenTargetGroup } }) => [blueTargetGroup.targetGroupArn, greenTargetGroup.targetGroupArn]),
  });
  for (const action of new Set(ways.map(way => way.action))) {
    const moved = ways.filter(way => way.action === action);
    allow(role, { actions: [action], resources: moved.flatMap(({ production, test }) => [production, ...test === undefined ? [] : [test]]) });
  }
  ownPolicy(role);
  return role;
}
