import { IngressRoute, RouteTraffic, RouteWeights, RuleToWrite } from '../../ingress';
import { isSideBySide, RolloutSpec, TestTrafficSpec } from '../../model';
import { TrafficPin } from '../../rollout';
import { EcsGround } from '../ground';

/** The traffic of a workload whose rollout moves it, or has moved it: where it is, and how a new version is tested. */
export class Traffic implements RouteTraffic {
  /** Undefined where traffic never moves, which then costs nothing. */
  public static of(rollout: RolloutSpec, ground: EcsGround): Traffic | undefined {
    return isSideBySide(rollout) || rollout.followTraffic ? new Traffic(rollout, ground) : undefined;
  }

  public readonly test?: TestTrafficSpec;
  private readonly pins = new Map<string, TrafficPin>();

  private constructor(private readonly rollout: RolloutSpec, private readonly ground: EcsGround) {
    this.test = isSideBySide(rollout) ? rollout.testTraffic : undefined;
  }

  public weights({ scope, id, ...rule }: RuleToWrite): RouteWeights {
    const pin = new TrafficPin(scope, id, { ...rule, mode: this.rollout.kind, clusterName: this.ground.cluster.clusterName });
    this.pins.set(pin.node.path, pin);
    return { blue: pin.blueWeight, green: pin.greenWeight };
  }

  /** What knows where the public's traffic of a route is. */
  public pinOf(route: IngressRoute): TrafficPin {
    return [...this.pins.values()].find(pin => pin.node.scope === route && pin.node.id === PUBLIC)!;
  }
}

/** The id that a route gives to the division of the public's traffic. */
const PUBLIC = 'Traffic';
