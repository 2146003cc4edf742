import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Traffic } from './traffic';
import { IngressRoute, NetworkRoute } from '../../ingress';

/** How tasks are registered behind a route: with one target group, the blue one unless the traffic is with the other. */
export function registration(
  { container, port }: RegisteredPort, route: IngressRoute | NetworkRoute, traffic?: Traffic,
): ecs.CfnService.LoadBalancerProperty {
  return {
    containerName: container,
    containerPort: port,
    targetGroupArn: traffic?.pinOf(route).liveTargetGroupArn ?? route.blueTargetGroup.targetGroupArn,
  };
}

/** What is registered. */
export interface RegisteredPort {
  readonly container: string;
  readonly port: number;
}
