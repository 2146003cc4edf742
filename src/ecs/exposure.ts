import * as ecs from 'aws-cdk-lib/aws-ecs';
import { registration, Traffic } from './rollout';
import { RenderedExposure, RenderedListener } from '../platform';

/**
 * Registers the tasks with the load balancers. Only one target group each, the blue one unless the traffic is with the other:
 * a service must not be registered with a target group that no rollout fills.
 *
 * This is written to the L1, because the L2 would add a security group rule of its own for each target group and, for
 * services in other stacks than the load balancer's, close a circle between the stacks.
 */
export function attachExposures(
  service: ecs.BaseService, rendered: readonly RenderedExposure[], listeners: readonly RenderedListener[] = [], traffic?: Traffic,
): void {
  const cfnService = service.node.defaultChild as ecs.CfnService;
  const loadBalancers = [
    ...rendered.map(({ exposure, route }) => registration(exposure, route, traffic)),
    ...listeners.map(({ listener, route }) => registration(listener, route, traffic)),
  ];
  // An empty list and none are the same to ECS, but not to the next deployment. A feature flag decides what the CDK says.
  cfnService.loadBalancers = loadBalancers.length > 0 ? loadBalancers : undefined;
  // ECS refuses a target group that no listener leads to.
  rendered.forEach(({ route }) => service.node.addDependency(route.rule, ...route.testRule ? [route.testRule] : []));
  listeners.forEach(({ route: { listener, testListener, clientRules } }) =>
    service.node.addDependency(listener, ...testListener ? [testListener] : [], ...clientRules));
}
