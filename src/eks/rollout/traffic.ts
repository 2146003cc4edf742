import { RouteTraffic, RouteWeights, RuleToWrite } from '../../ingress';
import { isSideBySide, RolloutSpec } from '../../model';
import { TrafficPin } from '../../rollout';

/** Keeps CloudFormation from moving the traffic of a workload whose rollout does. Undefined where nothing moves it, which then costs nothing. */
export function trafficOf(rollout: RolloutSpec): RouteTraffic | undefined {
  return isSideBySide(rollout) || rollout.followTraffic ? {
    weights({ scope, id, ...rule }: RuleToWrite): RouteWeights {
      const pin = new TrafficPin(scope, id, { ...rule, mode: rollout.kind });
      return { blue: pin.blueWeight, green: pin.greenWeight };
    },
  } : undefined;
}
