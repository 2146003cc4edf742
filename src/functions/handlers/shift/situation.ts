/** The world as one request to move traffic finds it: a plain record, so that what to do can be decided, and tested, without AWS. */

export interface ShiftSituation {
  readonly now: number;
  readonly startedAt: number;
  readonly request: ShiftRequestView;
  readonly plan: ShiftPlan;
  readonly routes: readonly RouteView[];
  readonly firing: readonly FiringAlarm[];
}

export interface ShiftRequestView {
  /** The resource goes away. */
  readonly leaving: boolean;
  /** The stack is on its way back to what it was. */
  readonly rollback: boolean;
  /** The stack has gone another way since this request began: whatever it wants, nobody wants any more. */
  readonly superseded: boolean;
}

/** What the template wants. */
export interface ShiftPlan {
  readonly steps: readonly PlannedStep[];
  readonly from: number;
  readonly to: number;
  readonly copies: number;
}

export interface PlannedStep {
  readonly minute: number;
  readonly share: number;
}

export interface RouteView {
  /** Thousandths of the traffic that the target group of the version has. */
  readonly share: number;
  readonly target: TargetHealth;
  /** The other target group of the pair, where the version before is. */
  readonly other: TargetHealth;
}

export interface TargetHealth {
  readonly healthy: number;
  /** What the load balancer says about those that are not well. */
  readonly complaints: readonly string[];
}

export interface FiringAlarm {
  readonly name: string;
  readonly since: number;
}

/** All the traffic, in thousandths. */
export const ALL = 1000;

export const MINUTE = 60_000;
