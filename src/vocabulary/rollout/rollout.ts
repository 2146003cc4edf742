import { CodeDeployRolloutOptions } from './codedeploy-options';
import { BlueGreenRolloutOptions, CanaryRolloutOptions, LinearRolloutOptions, RollingRolloutOptions, SideBySideRolloutOptions } from './options';
import { CircuitBreakerSpec, RolloutDraft, ShiftDraft } from '../../model';
import { handleOf } from '../handle-of';

/**
 * How a new version of a workload replaces the old one.
 */
export class Rollout {
  /**
   * Copies are replaced a few at a time. A version whose copies do not come up, or that sets off an alarm, is rolled back.
   *
   * @param options how many at a time, when to give up, and what to watch
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
   */
  public static rolling(options: RollingRolloutOptions = {}): Rollout {
    const { circuitBreaker, rollback, failureThreshold, alarms, notifications, ...rest } = options;
    const breaker: Partial<CircuitBreakerSpec> = { enabled: circuitBreaker, rollback, threshold: failureThreshold?._toSpec() };
    return new Rollout({
      kind: 'rolling', ...rest, circuitBreaker: breaker, alarms: alarms?._toSpec(), notifications: notifications && handleOf(notifications),
    });
  }

  /**
   * The new version comes up beside the old one, gets all the traffic at once, and can give it back at once while the old
   * version is kept. `cdk deploy` waits for the end, and a version that does not prove itself is taken back.
   *
   * @param options how long the old version is kept, who has a say, and what to watch
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html
   */
  public static blueGreen(options: BlueGreenRolloutOptions = {}): Rollout {
    return Rollout.shifting({ kind: 'allAtOnce' }, options);
  }

  /**
   * The new version comes up beside the old one and gets a small part of the traffic first, all of it when that went well.
   *
   * @param options how much and how long, who has a say, and what to watch
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/canary-deployment.html
   */
  public static canary(options: CanaryRolloutOptions = {}): Rollout {
    const { percent, interval, ...rest } = options;
    return Rollout.shifting({ kind: 'canary', percent, interval }, rest);
  }

  /**
   * The new version comes up beside the old one and gets the traffic in equal steps.
   *
   * @param options how much and how often, who has a say, and what to watch
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/linear-deployment.html
   */
  public static linear(options: LinearRolloutOptions = {}): Rollout {
    const { percent, interval, ...rest } = options;
    return Rollout.shifting({ kind: 'linear', percent, interval }, rest);
  }

  /**
   * AWS CodeDeploy moves the traffic, and `cdk deploy` drives CodeDeploy: each change of the workload becomes one deployment
   * that is waited for, and taken back when the stack is.
   *
   * For teams that have CodeDeploy's approvals, triggers or reports; `Rollout.canary()` does the same without it. A service
   * cannot move here from another rollout; it can leave for one.
   *
   * @param options how the traffic moves, how long it is waited for, and what happens to deployments of others
   * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-steps-ecs.html
   */
  public static codeDeploy(options: CodeDeployRolloutOptions = {}): Rollout {
    const { shift, scalingDuringDeployment, ...rest } = options;
    return new Rollout({ ...sideBySide(rest), kind: 'codeDeploy', shift: shift?._toDraft(), suspendedScaling: scalingDuringDeployment });
  }

  private static shifting(shift: ShiftDraft, options: SideBySideRolloutOptions): Rollout {
    return new Rollout({ ...sideBySide(options), kind: 'shifting', shift });
  }

  private constructor(private readonly draft: RolloutDraft) {}

  /** @internal */
  public _toDraft(): RolloutDraft {
    return this.draft;
  }
}

function sideBySide<T extends SideBySideRolloutOptions>({ alarms, notifications, testTraffic, hooks, approval, ...rest }: T) {
  return {
    ...rest,
    alarms: alarms?._toSpec(),
    notifications: notifications && handleOf(notifications),
    testTraffic: testTraffic?._toSpec(),
    hooks: hooks?.map(hook => hook._toDraft()),
    approval: approval?._toDraft(),
  };
}
