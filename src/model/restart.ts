import { Duration } from 'aws-cdk-lib/core';

/** A container that ends is started again where it is, instead of the whole copy being replaced. */
export interface RestartSpec {
  /** Exit codes after which it is not. */
  readonly ignoredExitCodes: readonly number[];
  /** How long it must have run, so that a container that cannot start is not started for ever. */
  readonly attemptPeriod: Duration;
}
