import { Duration } from 'aws-cdk-lib/core';
import { Handle } from './handle';

/** How a new version replaces the old one. Further kinds join this union with the engines that can do them. */
export type RolloutSpec = RollingRollout;

/** Copies are replaced a few at a time. */
export interface RollingRollout {
  readonly kind: 'rolling';
  /** Share of the wanted copies that stay healthy meanwhile. */
  readonly minHealthyPercent: number;
  /** Share of the wanted copies that may run meanwhile, old and new. */
  readonly maxHealthyPercent: number;
  readonly circuitBreaker: CircuitBreakerSpec;
  readonly alarms: RolloutAlarms;
  /** How long failing health checks are forgiven after a copy starts. */
  readonly healthCheckGracePeriod: Duration;
}

/** Gives up on a version whose copies do not come up. */
export interface CircuitBreakerSpec {
  readonly enabled: boolean;
  readonly rollback: boolean;
  /** Failed copies after which to give up; the platform's own estimate when undefined. */
  readonly threshold?: CircuitBreakerThreshold;
}

export type CircuitBreakerThreshold =
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'percent'; readonly value: number };

/** Which alarms roll a version back after it has come up. */
export type RolloutAlarms =
  | { readonly kind: 'default' }
  | { readonly kind: 'none' }
  | { readonly kind: 'given'; readonly alarms: readonly Handle[] };

export type RolloutDraft =
  & Pick<RollingRollout, 'kind'>
  & Partial<Omit<RollingRollout, 'circuitBreaker'>>
  & { readonly circuitBreaker?: Partial<CircuitBreakerSpec> };
