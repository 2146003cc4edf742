import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Duration } from 'aws-cdk-lib/core';
import { RolloutHookDraft } from '../../model';
import { handleOf } from '../handle-of';

/**
 * The moments of a rollout at which somebody may have a say, in their order.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html
 */
export enum RolloutStage {
  /** Before copies of the new version are started. */
  BEFORE_SCALE_UP = 'beforeScaleUp',
  /** Copies of the new version are well; nothing reaches them yet. */
  AFTER_SCALE_UP = 'afterScaleUp',
  /** The new version answers test traffic. Needs `testTraffic`. */
  AFTER_TEST_TRAFFIC = 'afterTestTraffic',
  /** Before the new version gets traffic of the public; with canary and linear rollouts, before each step. */
  BEFORE_PRODUCTION_TRAFFIC = 'beforeProductionTraffic',
  /** The new version has all the traffic. */
  AFTER_PRODUCTION_TRAFFIC = 'afterProductionTraffic',
}

/**
 * Options of a hook.
 */
export interface RolloutHookOptions {
  /**
   * Do not ask while the first version is deployed, when there is nothing to compare it with.
   * @default true
   */
  readonly skipOnFirstDeployment?: boolean;

  /**
   * Do not ask while a version that has been deployed before comes back, which must not fail.
   * @default true
   */
  readonly skipOnRollback?: boolean;

  /**
   * How long the function may go on answering `IN_PROGRESS`: whole minutes up to 24 hours, with CodeDeploy up to 1 hour.
   * @default - 1 hour, 5 minutes with CodeDeploy
   */
  readonly timeout?: Duration;
}

/**
 * Something that is asked, at one stage of each rollout, whether to go on.
 *
 * Whichever engine moves the traffic, the function gets the same event:
 * `{ stage, engine, cluster, service, deploymentId, taskDefinition, details }`. It answers `{ status }` with `SUCCEEDED`,
 * `FAILED` or `IN_PROGRESS`, the last with `retryAfterSeconds` and `details` that it gets again. An error, no answer and any
 * other answer fail the rollout, which is then taken back.
 */
export class RolloutHook {
  /**
   * A function.
   *
   * @param fn it is invoked by an adapter of the library, which alone may do so
   * @param stage when it is asked
   * @param options when not to ask, and how long to wait
   */
  public static lambdaFunction(fn: lambda.IFunction, stage: RolloutStage, options: RolloutHookOptions = {}): RolloutHook {
    return new RolloutHook({ ...options, stage, function: handleOf(fn) });
  }

  private constructor(private readonly draft: RolloutHookDraft) {}

  /** @internal */
  public _toDraft(): RolloutHookDraft {
    return this.draft;
  }
}
