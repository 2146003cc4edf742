import { Duration } from 'aws-cdk-lib/core';

/**
 * Starts a container again where it is when it has ended, instead of replacing the whole copy.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-restart-policy.html
 */
export interface RestartPolicyOptions {
  /**
   * Exit codes after which the container is not started again, at most 50. EKS knows no exceptions.
   * @default - none
   */
  readonly ignoredExitCodes?: number[];

  /**
   * How long the container must have run to be started again, 1 to 30 minutes: whoever cannot start is not started for ever.
   * EKS waits longer after each start instead, and takes no other value than the default.
   * @default Duration.minutes(5)
   */
  readonly attemptPeriod?: Duration;
}
