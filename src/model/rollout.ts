import { Duration } from 'aws-cdk-lib/core';
import { Handle } from './handle';

/** How a new version replaces the old one. */
export type RolloutSpec = RollingRollout | ShiftingRollout | CodeDeployRollout;

/** What every way has in common. */
export interface RolloutBasics {
  readonly alarms: RolloutAlarms;
  /** How long failing health checks are forgiven after a copy starts. */
  readonly healthCheckGracePeriod: Duration;
  /** Who is told how a rollout goes. */
  readonly notifications?: Handle;
}

/** Copies are replaced a few at a time. */
export interface RollingRollout extends RolloutBasics {
  readonly kind: 'rolling';
  /** Share of the wanted copies that stay healthy meanwhile. */
  readonly minHealthyPercent: number;
  /** Share of the wanted copies that may run meanwhile, old and new. */
  readonly maxHealthyPercent: number;
  readonly circuitBreaker: CircuitBreakerSpec;
  /** The workload has had a rollout that shifts traffic before, so whichever target group is live stays live. */
  readonly followTraffic: boolean;
}

/** The new version comes up beside the old one, and the platform itself moves the traffic. */
export interface ShiftingRollout extends SideBySide {
  readonly kind: 'shifting';
  readonly shift: ShiftSpec;
}

/** The new version comes up beside the old one, and CodeDeploy moves the traffic. */
export interface CodeDeployRollout extends SideBySide {
  readonly kind: 'codeDeploy';
  readonly shift: ShiftSpec | ForeignShift;
  /** When a stack's deployment goes on: the traffic has moved, the old copies are gone, or the deployment has begun. */
  readonly waitFor: 'trafficShifted' | 'completed' | 'started';
  /** How long a stack's deployment may wait for that. */
  readonly maxWait: Duration;
  /** What to do about a deployment of another version that is under way. */
  readonly onActiveDeployment: 'wait' | 'stop' | 'fail';
  /** What to do about alarms that are firing before the deployment begins. */
  readonly alarmsFiringAtStart: 'ignore' | 'fail';
  /** Who starts deployments. */
  readonly trigger: 'cloudFormation' | 'pipeline';
  /** Which scaling stands still meanwhile. */
  readonly suspendedScaling: 'scaleIn' | 'all' | 'none';
  /** A change of it deploys the same version again. */
  readonly redeployNonce?: string;
}

/** Two versions run side by side until the old one is no longer needed. */
export interface SideBySide extends RolloutBasics {
  /** How long the old version is kept after it has lost the traffic. */
  readonly bakeTime: Duration;
  /** How long the new version may take to come up. */
  readonly startTimeout: Duration;
  /** How the new version is reached before the public reaches it. */
  readonly testTraffic?: TestTrafficSpec;
  readonly hooks: readonly RolloutHookSpec[];
  readonly approval?: RolloutApprovalSpec;
}

/** In which steps the traffic moves. */
export type ShiftSpec =
  | { readonly kind: 'allAtOnce' }
  | { readonly kind: 'canary'; readonly percent: number; readonly interval: Duration }
  | { readonly kind: 'linear'; readonly percent: number; readonly interval: Duration };

/** In steps that somebody else has defined. */
export interface ForeignShift {
  readonly kind: 'foreign';
  readonly config: Handle;
}

export type TestTrafficSpec =
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'listener'; readonly port: number; readonly peers: readonly Handle[] };

/** The moments of a rollout at which somebody may have a say, in their order. */
export const ROLLOUT_STAGES = ['beforeScaleUp', 'afterScaleUp', 'afterTestTraffic', 'beforeProductionTraffic', 'afterProductionTraffic'] as const;

export type RolloutStageName = typeof ROLLOUT_STAGES[number];

/** A function that is asked whether to go on. */
export interface RolloutHookSpec {
  readonly stage: RolloutStageName;
  readonly function: Handle;
  readonly skipOnFirstDeployment: boolean;
  readonly skipOnRollback: boolean;
  /** How long it may take to answer. */
  readonly timeout: Duration;
}

/** A person who is asked whether to go on. */
export interface RolloutApprovalSpec {
  readonly stage: RolloutStageName;
  readonly timeout: Duration;
  readonly onTimeout: 'rollback' | 'continue';
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

export type RolloutDraft = RollingDraft | ShiftingDraft | CodeDeployDraft;

export type RollingDraft =
  & Pick<RollingRollout, 'kind'>
  & Partial<Omit<RollingRollout, 'circuitBreaker'>>
  & { readonly circuitBreaker?: Partial<CircuitBreakerSpec> };

export type ShiftingDraft = Pick<ShiftingRollout, 'kind'> & Partial<Omit<ShiftingRollout, keyof DraftedParts | 'shift'>> & DraftedParts & { readonly shift?: ShiftDraft };

export type CodeDeployDraft =
  & Pick<CodeDeployRollout, 'kind'>
  & Partial<Omit<CodeDeployRollout, keyof DraftedParts | 'shift'>>
  & DraftedParts
  & { readonly shift?: ShiftDraft | ForeignShift };

export type ShiftDraft = { readonly kind: ShiftSpec['kind']; readonly percent?: number; readonly interval?: Duration };

interface DraftedParts {
  readonly hooks?: readonly RolloutHookDraft[];
  readonly approval?: Partial<RolloutApprovalSpec>;
}

export type RolloutHookDraft = Pick<RolloutHookSpec, 'stage' | 'function'> & Partial<RolloutHookSpec>;

/** Whether two versions run side by side meanwhile. */
export function isSideBySide(rollout: RolloutSpec): rollout is ShiftingRollout | CodeDeployRollout {
  return rollout.kind !== 'rolling';
}

/** How many copies may run meanwhile, as a share of those wanted. */
export function mostCopiesPercent(rollout: RolloutSpec): number {
  return rollout.kind === 'rolling' ? rollout.maxHealthyPercent : 200;
}
