import { Duration } from 'aws-cdk-lib/core';
import { RolloutStage } from './hook';
import { RolloutApprovalSpec } from '../../model';

/**
 * Options of an approval.
 */
export interface RolloutApprovalOptions {
  /**
   * When the rollout pauses. CodeDeploy pauses before production traffic only.
   * @default RolloutStage.BEFORE_PRODUCTION_TRAFFIC
   */
  readonly stage?: RolloutStage;

  /**
   * How long it pauses at most: whole minutes up to 14 days, and within the time that `cdk deploy` may wait.
   * @default Duration.hours(1)
   */
  readonly timeout?: Duration;

  /**
   * What happens when nobody has answered. CodeDeploy always rolls back.
   * @default ApprovalTimeout.ROLLBACK
   */
  readonly onTimeout?: ApprovalTimeout;
}

/**
 * What happens when nobody has answered in time.
 */
export enum ApprovalTimeout {
  /** The old version keeps the traffic. */
  ROLLBACK = 'rollback',
  /** The rollout goes on. */
  CONTINUE = 'continue',
}

/**
 * A pause in each rollout, until a person approves or aborts it.
 *
 * The command for either is in the notification, and the workload has it as a method. The first deployment does not pause.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/pause-lifecycle-hooks.html
 */
export class RolloutApproval {
  /**
   * Somebody with permission to do so.
   *
   * @param options when, and for how long
   */
  public static manual(options: RolloutApprovalOptions = {}): RolloutApproval {
    return new RolloutApproval({ ...options });
  }

  private constructor(private readonly draft: Partial<RolloutApprovalSpec>) {}

  /** @internal */
  public _toDraft(): Partial<RolloutApprovalSpec> {
    return this.draft;
  }
}
