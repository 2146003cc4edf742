import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { ExposureSpec, TestTrafficSpec } from '../model';

/** What moves the traffic of a route, where something does. */
export interface RouteTraffic {
  /** How the requests are to be divided when CloudFormation writes a rule: never otherwise than they are. */
  readonly weights: (rule: RuleToWrite) => RouteWeights;
  /** How a new version is reached before the public reaches it. */
  readonly test?: TestTrafficSpec;
}

/** A rule that is about to be made. */
export interface RuleToWrite {
  readonly scope: Construct;
  readonly id: string;
  readonly listenerArn: string;
  readonly priority: number;
  readonly blueTargetGroupArn: string;
  readonly greenTargetGroupArn: string;
  /** The rule for everybody, where this one is for test traffic. */
  readonly publicRule?: { readonly listenerArn: string; readonly priority: number };
  /** Changes with everything else about the rule. Not to be asked before synthesis. */
  readonly definition: () => unknown;
}

export interface RouteWeights {
  readonly blue: number;
  readonly green: number;
}

/**
 * How requests are divided as long as nothing moves them.
 *
 * In words that whoever moves traffic never uses, so that CloudFormation sees a difference and writes the rule when a rollout that
 * moves it is left without a pin. It would otherwise let the rule lead to where the copies no longer are.
 */
export const ALL_BLUE: RouteWeights = { blue: 1, green: 0 };

/** The same way in as the exposure's, but for the new version alone. */
export function testExposure(exposure: ExposureSpec, test: TestTrafficSpec): ExposureSpec {
  const { match } = exposure;
  switch (test.kind) {
    case 'header': return ahead({ ...exposure, match: { ...match, headers: [...match.headers, { name: test.name, values: [test.value] }] } });
    case 'paths': return ahead({ ...exposure, match: { ...match, paths: test.paths } });
    case 'listener': return exposure;
  }
}

/** A route takes less than the one that it stands before; where that one has a place by hand, the place before it. */
function ahead(exposure: ExposureSpec): ExposureSpec {
  return { ...exposure, priority: exposure.priority === undefined ? undefined : exposure.priority - 1 };
}

/** The action of a rule: both target groups from the first deployment on, divided as told. */
export function forward(
  blueTargetGroup: elbv2.IApplicationTargetGroup, greenTargetGroup: elbv2.IApplicationTargetGroup, weights: RouteWeights, exposure: ExposureSpec,
): elbv2.ListenerAction {
  // A target group may only be sticky behind a rule that is sticky too.
  return elbv2.ListenerAction.weightedForward(
    [{ targetGroup: blueTargetGroup, weight: weights.blue }, { targetGroup: greenTargetGroup, weight: weights.green }],
    exposure.stickiness ? { stickinessDuration: exposure.stickiness } : {},
  );
}
