import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { conditions } from './conditions';
import { IngressParts } from './ingress-parts';
import { IngressRouteParts } from './ingress-route';
import { authenticated } from './listener-action';
import { ALL_BLUE, forward, RouteTraffic } from './route-traffic';
import { targetGroup } from './target-groups';
import { ExposureSpec } from '../model';
import { Authentication } from '../vocabulary';

/** A rule to be, on whichever listener. */
export interface RulePlace {
  readonly listener: elbv2.IApplicationListener;
  readonly exposure: ExposureSpec;
  readonly priority: number;
}

/** What is behind a route. */
export interface RouteUse {
  /** What moves its traffic, where something does. */
  readonly traffic?: RouteTraffic;
  /** What is registered: addresses of copies, unless they have none of their own. */
  readonly targetType?: elbv2.TargetType;
}

/** What a route is made of: its place among the others, and a second one for test traffic. */
export interface RouteOrder extends RulePlace, RouteUse {
  readonly defaultHost?: string;
  readonly test?: RulePlace;
}

/**
 * Two target groups and one rule, from the first deployment on: moving to a rollout that shifts traffic then changes
 * nothing here. The weights are only what the rule begins with; afterwards they belong to whatever deploys the service.
 */
export function routeParts(scope: Construct, ingress: IngressParts, order: RouteOrder): IngressRouteParts {
  const { exposure, priority, traffic, targetType } = order;
  const blueTargetGroup = targetGroup(scope, 'Blue', ingress.vpc, exposure, targetType);
  const greenTargetGroup = targetGroup(scope, 'Green', ingress.vpc, exposure, targetType);

  const makeRule = (id: string, pinId: string, place: RulePlace) => {
    const weights = traffic?.weights({
      scope,
      id: pinId,
      listenerArn: place.listener.listenerArn,
      priority: place.priority,
      blueTargetGroupArn: blueTargetGroup.targetGroupArn,
      greenTargetGroupArn: greenTargetGroup.targetGroupArn,
      publicRule: place === order ? undefined : { listenerArn: order.listener.listenerArn, priority },
      definition: () => (made.node.defaultChild as elbv2.CfnListenerRule)._toCloudFormation(),
    }) ?? ALL_BLUE;
    const action = forward(blueTargetGroup, greenTargetGroup, weights, exposure);
    const made: elbv2.ApplicationListenerRule = new elbv2.ApplicationListenerRule(scope, id, {
      listener: place.listener,
      priority: place.priority,
      conditions: conditions(place.exposure.match),
      action: exposure.authentication ? authenticated(exposure.authentication.value as Authentication, action) : action,
    });
    return made;
  };
  const rule = makeRule('Rule', 'Traffic', order);
  const testRule = order.test && makeRule('TestRule', 'TestTraffic', order.test);
  return {
    blueTargetGroup,
    greenTargetGroup,
    rule,
    testRule,
    priority,
    hostNames: exposure.match.hostNames,
    url: url(ingress, exposure, order.defaultHost),
    listener: ingress.listener,
    testListener: order.test?.listener,
    loadBalancer: ingress.loadBalancer,
    securityGroup: ingress.securityGroup,
  };
}

/** Where a client would begin: the first host name without wildcards, and the fixed beginning of the first path. */
function url(ingress: IngressParts, exposure: ExposureSpec, defaultHost: string | undefined): string {
  const { hostNames, paths } = exposure.match;
  const named = hostNames.find(name => !/[*?]/.test(name)) ?? hostNames[0];
  const host = named ?? defaultHost ?? ingress.loadBalancer.loadBalancerDnsName;
  const path = /^[^*?]*/.exec(paths[0] ?? '/')![0];
  return `${ingress.https ? 'https' : 'http'}://${host}${path}`;
}
