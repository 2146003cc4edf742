import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { CircuitBreakerThreshold, RolloutAlarms as AlarmsSpec } from '../../model';
import { handleOf } from '../handle-of';

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
