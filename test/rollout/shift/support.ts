/** A canary of two copies behind one listener rule, half an hour old or as a test says: `situation()` describes it, `route()` its traffic. */
import { MINUTE, RouteView, ShiftPlan, ShiftRequestView, ShiftSituation } from '../../../src/functions/handlers/shift/situation';

export const START = Date.UTC(2026, 0, 5, 12);

export const CANARY: ShiftPlan = { steps: [{ minute: 0, share: 100 }, { minute: 10, share: 1000 }], from: 0, to: 20, copies: 2 };

/** A route with this share of its traffic on the new version, and so many copies well on either side. */
export function route(share: number, healthy = 2, before = 2): RouteView {
  return { share, target: { healthy, complaints: healthy === 0 ? ['Target.FailedHealthChecks'] : [] }, other: { healthy: before, complaints: [] } };
}

export interface Told {
  readonly minute?: number;
  readonly routes: readonly RouteView[];
  readonly request?: Partial<ShiftRequestView>;
  readonly plan?: Partial<ShiftPlan>;
  /** Alarms that fire, with the minute in which they began. */
  readonly firing?: Readonly<Record<string, number>>;
}

export function situation({ minute = 0, routes, request, plan, firing = {} }: Told): ShiftSituation {
  return {
    now: START + minute * MINUTE,
    startedAt: START,
    request: { leaving: false, rollback: false, superseded: false, ...request },
    plan: { ...CANARY, ...plan },
    routes,
    firing: Object.entries(firing).map(([name, began]) => ({ name, since: START + began * MINUTE })),
  };
}
