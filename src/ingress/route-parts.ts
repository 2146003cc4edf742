import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { conditions } from './conditions';
import { IngressParts } from './ingress-parts';
import { IngressRouteParts } from './ingress-route';
import { authenticated } from './listener-action';
import { targetGroup } from './target-groups';
import { ExposureSpec } from '../model';
import { Authentication } from '../vocabulary';

/**
 * Two target groups and one rule, from the first deployment on: moving to a rollout that shifts traffic then changes
 * nothing here. The weights are only what the rule begins with; afterwards they belong to whatever deploys the service.
 */
export function routeParts(
  scope: Construct, ingress: IngressParts, exposure: ExposureSpec, priority: number, defaultHost: string | undefined,
): IngressRouteParts {
  const blueTargetGroup = targetGroup(scope, 'Blue', ingress.vpc, exposure);
  const greenTargetGroup = targetGroup(scope, 'Green', ingress.vpc, exposure);
  // A target group may only be sticky behind a rule that is sticky too.
  const forward = elbv2.ListenerAction.weightedForward(
    [{ targetGroup: blueTargetGroup, weight: 100 }, { targetGroup: greenTargetGroup, weight: 0 }],
    exposure.stickiness ? { stickinessDuration: exposure.stickiness } : {},
  );
  const rule = new elbv2.ApplicationListenerRule(scope, 'Rule', {
    listener: ingress.listener,
    priority,
    conditions: conditions(exposure.match),
    action: exposure.authentication ? authenticated(exposure.authentication.value as Authentication, forward) : forward,
  });
  return {
    blueTargetGroup,
    greenTargetGroup,
    rule,
    priority,
    hostNames: exposure.match.hostNames,
    url: url(ingress, exposure, defaultHost),
    listener: ingress.listener,
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
