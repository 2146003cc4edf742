import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Duration } from 'aws-cdk-lib/core';
import { CircuitBreakerSpec, CircuitBreakerThreshold, RolloutAlarms as AlarmsSpec, RolloutDraft } from '../model';
import { handleOf } from './handle-of';

/**
 * Failed copies after which a new version is given up.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
export class FailureThreshold {
  /**
   * A number of copies.
   *
   * @param copies a whole number from 1 on
   */
  public static count(copies: number): FailureThreshold {
    return new FailureThreshold({ kind: 'count', value: copies });
  }

  /**
   * A share of the wanted copies, but at least 3 and at most 200 copies.
   *
   * @param percent a whole number from 1 to 100
   */
  public static percent(percent: number): FailureThreshold {
    return new FailureThreshold({ kind: 'percent', value: percent });
  }

  private constructor(private readonly spec: CircuitBreakerThreshold) {}

  /** @internal */
  public _toSpec(): CircuitBreakerThreshold {
    return this.spec;
  }
}

/**
 * Which alarms roll a new version back.
 */
export class RolloutAlarms {
  /**
   * The alarms the library makes from the workload's own target groups and metrics. In the regions of China and of the US
   * government and in isolated ones, where ECS may refuse to watch alarms, they only alarm.
   */
  public static defaults(): RolloutAlarms {
    return new RolloutAlarms({ kind: 'default' });
  }

  /** No alarm rolls back; the circuit breaker still does. */
  public static none(): RolloutAlarms {
    return new RolloutAlarms({ kind: 'none' });
  }

  /**
   * These alarms and no others. An alarm that watches the workload's service itself must have a name of its own.
   *
   * @param alarms at least one
   */
  public static of(...alarms: cloudwatch.IAlarm[]): RolloutAlarms {
    return new RolloutAlarms({ kind: 'given', alarms: alarms.map(handleOf) });
  }

  private constructor(private readonly spec: AlarmsSpec) {}

  /** @internal */
  public _toSpec(): AlarmsSpec {
    return this.spec;
  }
}

/**
 * Options of a rolling rollout. Percentages that leave no room to start or stop a copy are refused.
 */
export interface RollingRolloutOptions {
  /**
   * Share of the wanted copies that stay healthy during the rollout, in percent from 0 to 100.
   * @default 100
   */
  readonly minHealthyPercent?: number;

  /**
   * Share of the wanted copies that may run during the rollout, old and new together, in percent from 100 to 200.
   * @default 200
   */
  readonly maxHealthyPercent?: number;

  /**
   * Give up on a version whose copies do not come up. Without it a broken deployment goes on for hours.
   * @default true
   */
  readonly circuitBreaker?: boolean;

  /**
   * Go back to the last version that worked when the circuit breaker or an alarm stops a deployment.
   * @default true
   */
  readonly rollback?: boolean;

  /**
   * Failed copies after which the circuit breaker gives up.
   * @default - ECS decides: half of the wanted copies, at least 3 and at most 200
   */
  readonly failureThreshold?: FailureThreshold;

  /**
   * Which alarms roll a new version back.
   * @default - `RolloutAlarms.defaults()` where the profile makes alarms, otherwise `RolloutAlarms.none()`
   */
  readonly alarms?: RolloutAlarms;

  /**
   * How long a load balancer's failing health checks are forgiven after a copy starts. Without effect on a workload that
   * no load balancer leads to.
   * @default Duration.seconds(60)
   */
  readonly healthCheckGracePeriod?: Duration;
}

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
    const { circuitBreaker, rollback, failureThreshold, alarms, ...rest } = options;
    const breaker: Partial<CircuitBreakerSpec> = { enabled: circuitBreaker, rollback, threshold: failureThreshold?._toSpec() };
    return new Rollout({ kind: 'rolling', ...rest, circuitBreaker: breaker, alarms: alarms?._toSpec() });
  }

  private constructor(private readonly draft: RolloutDraft) {}

  /** @internal */
  public _toDraft(): RolloutDraft {
    return this.draft;
  }
}
