import { Construct } from 'constructs';
import { IngressRoute, ListenerToWrite, NetworkRoute, NetworkTraffic, RouteTraffic, RouteWeights, RuleToWrite } from '../../ingress';
import { isSideBySide, RolloutSpec, TestTrafficSpec, WorkloadSpec } from '../../model';
import { TrafficPin } from '../../rollout';
import { EcsGround } from '../ground';
import { ecsOptions } from '../options';

/** The traffic of a workload whose rollout moves it, or has moved it: where it is, and how a new version is tested. */
export class Traffic implements RouteTraffic, NetworkTraffic {
  /** Undefined where traffic never moves, which then costs nothing. */
  public static of(spec: WorkloadSpec, ground: EcsGround): Traffic | undefined {
    const { rollout } = spec;
    return isSideBySide(rollout) || rollout.followTraffic ? new Traffic(rollout, ground, launchTypeOf(spec, ground)) : undefined;
  }

  public readonly test?: TestTrafficSpec;
  private readonly pins = new Map<string, TrafficPin>();

  private constructor(private readonly rollout: RolloutSpec, private readonly ground: EcsGround, private readonly launchType: string) {
    this.test = isSideBySide(rollout) ? rollout.testTraffic : undefined;
  }

  public weights({ scope, id, ...rule }: RuleToWrite): RouteWeights {
    return this.pin(scope, id, rule);
  }

  public listenerWeights({ scope, id, ...listener }: ListenerToWrite): RouteWeights {
    return this.pin(scope, id, listener);
  }

  /** What knows where the public's traffic of a route is. */
  public pinOf(route: IngressRoute | NetworkRoute): TrafficPin {
    return [...this.pins.values()].find(pin => pin.node.scope === route && pin.node.id === PUBLIC)!;
  }

  private pin(scope: Construct, id: string, written: Written<RuleToWrite> | Written<ListenerToWrite>): RouteWeights {
    const { clusterName } = this.ground.cluster;
    const pin = new TrafficPin(scope, id, { ...written, mode: this.rollout.kind, clusterName, launchType: this.launchType });
    this.pins.set(pin.node.path, pin);
    return { blue: pin.blueWeight, green: pin.greenWeight };
  }
}

type Written<T> = Omit<T, 'scope' | 'id'>;

/** Capacity providers and launch types cannot take each other's place in a service. */
export function launchTypeOf(spec: WorkloadSpec, ground: EcsGround): string {
  return (ecsOptions(spec).capacity ?? ground.capacity).length > 0 ? 'CAPACITY_PROVIDERS' : 'FARGATE';
}

/** The id that a route gives to the division of the public's traffic. */
const PUBLIC = 'Traffic';
