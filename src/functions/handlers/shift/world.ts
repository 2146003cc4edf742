/** The world as far as moving traffic needs it: what the rules say, how the copies are, which alarms fire. */
import type { Rule } from '@aws-sdk/client-elastic-load-balancing-v2';
import { healthOf } from './health';
import { Color, shareOf, weightsOf, withShare } from './pair';
import { FiringAlarm, RouteView } from './situation';
import { ShiftRoute, TrafficShiftProperties } from '../../wire/rollout';
import { Aws } from '../aws';

/** A route as it is, and as it is seen. */
export interface ReadRoute {
  readonly route: ShiftRoute;
  readonly rule: Rule;
  readonly view: RouteView;
}

export interface Traffic {
  readonly routes: readonly ReadRoute[];
  readonly firing: readonly FiringAlarm[];
}

type Reader = Pick<Aws, 'describeRules' | 'describeTargetHealth' | 'describeAlarms'>;

export async function readTraffic(aws: Reader, { routes, alarms }: TrafficShiftProperties, alarmsMatter: boolean): Promise<Traffic> {
  const [read, firing] = await Promise.all([readRoutes(aws, routes), alarmsMatter ? firingOf(aws, alarms ?? []) : []]);
  return { routes: read, firing };
}

export async function readRoutes(aws: Pick<Reader, 'describeRules' | 'describeTargetHealth'>, routes: readonly ShiftRoute[]): Promise<ReadRoute[]> {
  const { Rules = [] } = await aws.describeRules({ RuleArns: routes.map(({ rule }) => rule) });
  return Promise.all(routes.map(async (route): Promise<ReadRoute> => {
    const rule = Rules.find(({ RuleArn }) => RuleArn === route.rule);
    const weights = rule && weightsOf(rule, route);
    if (!rule || !weights) {
      throw new RuleNotFound(`Listener rule ${route.rule} does not lead to the target groups of the workload`);
    }
    const color = colorOf(route);
    const [target, other] = await Promise.all([healthOf(aws, route[color]), healthOf(aws, route[color === 'blue' ? 'green' : 'blue'])]);
    return { route, rule, view: { share: shareOf(weights, color), target, other } };
  }));
}

/** Gives the version of each route a share of its traffic. */
export async function move(aws: Pick<Aws, 'modifyRule'>, routes: readonly ReadRoute[], share: number): Promise<void> {
  await Promise.all(routes.map(({ route, rule }) => aws.modifyRule({ RuleArn: route.rule, Actions: withShare(rule, route, colorOf(route), share) })));
}

async function firingOf(aws: Pick<Aws, 'describeAlarms'>, names: string[]): Promise<FiringAlarm[]> {
  if (names.length === 0) { return []; }
  const found = await aws.describeAlarms({ AlarmNames: names, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], StateValue: 'ALARM' });
  return [...found.MetricAlarms ?? [], ...found.CompositeAlarms ?? []]
    // Without a time it counts: better a version too many taken back than one too few.
    .map(({ AlarmName, StateTransitionedTimestamp }) => ({ name: AlarmName ?? '', since: StateTransitionedTimestamp?.getTime() ?? Infinity }));
}

const colorOf = ({ target, blue }: ShiftRoute): Color => target === blue ? 'blue' : 'green';

class RuleNotFound extends Error {
  public override readonly name = 'RuleNotFoundException';
}
