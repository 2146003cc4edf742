import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import { FailureThreshold, RolloutAlarms } from './alarms';
import { RolloutApproval } from './approval';
import { RolloutHook } from './hook';
import { TestTraffic } from './test-traffic';

/**
 * Options that every rollout has.
 */
export interface RolloutOptions {
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

  /**
   * Who is told when a rollout begins, waits for somebody, is over or is taken back, with the command that approves or aborts it.
   *
   * The policy of an imported topic has to let `events.amazonaws.com` publish, and the key of an encrypted one has to let it use
   * `kms:Decrypt` and `kms:GenerateDataKey*`.
   * @default - nobody
   */
  readonly notifications?: sns.ITopic;
}

/**
 * Options of a rolling rollout. Percentages that leave no room to start or stop a copy are refused.
 */
export interface RollingRolloutOptions extends RolloutOptions {
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
   * Keep whichever of the two target groups has the traffic. Needed by workloads that have had another rollout before:
   * without it the copies would move to the first target group while the traffic stays at the second. Costs a custom resource.
   * @default false
   */
  readonly followTraffic?: boolean;
}

/**
 * Options of rollouts in which two versions run side by side until the old one is no longer needed.
 *
 * Meanwhile up to twice as many copies run as are wanted.
 */
export interface SideBySideRolloutOptions extends RolloutOptions {
  /**
   * How long the old version is kept after it has lost the traffic, ready to take it back: whole minutes up to 24 hours, with
   * CodeDeploy up to 48.
   * @default Duration.minutes(10)
   */
  readonly bakeTime?: Duration;

  /**
   * How long the new version may take until its copies are well. It is rolled back afterwards.
   *
   * Whole minutes: up to 24 hours, and up to 50 minutes with CodeDeploy.
   * @default - 20 minutes, 15 with CodeDeploy
   */
  readonly startTimeout?: Duration;

  /**
   * How the new version is reached before the public reaches it.
   * @default - it is not
   */
  readonly testTraffic?: TestTraffic;

  /**
   * Functions that are asked whether to go on, up to ten.
   * @default - none
   */
  readonly hooks?: RolloutHook[];

  /**
   * A person who is asked whether to go on.
   * @default - nobody is asked
   */
  readonly approval?: RolloutApproval;
}

/**
 * Options of a rollout that moves all the traffic at once.
 */
export interface BlueGreenRolloutOptions extends SideBySideRolloutOptions {
}

/**
 * Options of a rollout that moves a small part of the traffic first.
 */
export interface CanaryRolloutOptions extends SideBySideRolloutOptions {
  /**
   * The first part of the traffic, in percent from 0.1 to 100 in steps of 0.1.
   * @default 10
   */
  readonly percent?: number;

  /**
   * How long only the first part has moved: whole minutes up to 24 hours.
   * @default Duration.minutes(10)
   */
  readonly interval?: Duration;
}

/**
 * Options of a rollout that moves the traffic in equal steps.
 */
export interface LinearRolloutOptions extends SideBySideRolloutOptions {
  /**
   * Part of the traffic that each step moves, in percent from 3 to 100 in steps of 0.1.
   * @default 10
   */
  readonly percent?: number;

  /**
   * Time between two steps: whole minutes up to 24 hours.
   * @default Duration.minutes(6)
   */
  readonly interval?: Duration;
}
