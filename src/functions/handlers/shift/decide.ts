/**
 * Decides what to do about the traffic. A pure function of the time and of what is seen, asked again every few seconds: which step is due
 * follows from the time since the request began, which have been made from the weights, so that there is nothing to remember or to lose.
 */
import { ShiftAction, ShiftDone, ShiftWait } from './action';
import { ALL, MINUTE, RouteView, ShiftSituation } from './situation';

/** How late a step may come, because copies are not well just then. Later it would cut the time short that the step is watched. */
export const GRACE_MINUTES = 5;

/** How long a stack that goes back waits for copies of the version before. */
export const WAY_BACK_MINUTES = 30;

export function decide(s: ShiftSituation): ShiftAction {
  const { superseded, leaving, rollback } = s.request;
  if (leaving) { return rollback && !superseded ? leave(s) : done('Left'); }
  // Nobody waits for the answer. Should somebody, then the traffic has not moved, and nothing may be built on it.
  if (superseded) { return { kind: 'fail', because: 'the stack has gone another way since' }; }
  return rollback ? goBack(s) : goForward(s);
}

/** The stack goes back to a time before there was this resource, so to copies that another way of rolling out has made. */
function leave(s: ShiftSituation): ShiftAction {
  const routes = numbersOf(s, ({ share, other }) => share > 0 && other.healthy > 0);
  return routes.length > 0 ? { kind: 'move', share: 0, routes } : done('Left');
}

/** The version of this request is the one that was there before; its copies are kept until the stack is back. */
function goBack(s: ShiftSituation): ShiftAction {
  if (s.routes.every(({ share }) => share === ALL)) { return done('WentBack'); }
  const routes = numbersOf(s, ({ share, target, other }) => share < ALL && (target.healthy > 0 || other.healthy === 0));
  if (routes.length > 0) { return { kind: 'move', share: ALL, routes }; }
  return elapsed(s) > WAY_BACK_MINUTES
    ? { kind: 'fail', because: `no copy of the version before is well, so the traffic stays where it is${complaints(s)}` }
    : wait('copies of the version before are not well');
}

function goForward(s: ShiftSituation): ShiftAction {
  if (s.routes.every(({ other }) => other.healthy === 0)) { return takeOver(s); }
  if (s.routes.some(({ share, target, other }) => share > 0 && target.healthy === 0 && other.healthy > 0)) {
    return takeBack(s, `no copy of the new version is well${complaints(s)}`);
  }
  const alarms = s.firing.filter(({ since }) => since >= beginning(s)).map(({ name }) => name);
  if (alarms.length > 0) { return takeBack(s, `alarms are firing: ${alarms.join(', ')}`); }
  return advance(s);
}

/** There is no other version that could serve: a first one, or one that repairs what was broken. Steps would only prolong that. */
function takeOver(s: ShiftSituation): ShiftAction {
  if (s.routes.every(({ share }) => share === ALL)) { return done('TookOver'); }
  const routes = numbersOf(s, ({ share, target }) => share < ALL && target.healthy > 0);
  if (routes.length > 0) { return { kind: 'move', share: ALL, routes }; }
  return elapsed(s) > GRACE_MINUTES ? { kind: 'fail', because: `no copy is well${complaints(s)}` } : wait('copies are not well');
}

function advance(s: ShiftSituation): ShiftAction {
  const { steps, from, to, copies } = s.plan;
  const minute = from + elapsed(s);
  const share = Math.min(...s.routes.map(route => route.share));
  const next = steps.find(step => step.minute <= minute && step.share > share);
  if (next === undefined) { return minute >= to ? done('Shifted') : wait(`${share / 10} % of the traffic have moved`); }
  const late = minute - Math.max(next.minute, from) > GRACE_MINUTES;
  if (s.routes.some(({ target }) => target.healthy < copies)) {
    return late ? takeBack(s, `fewer than ${copies} copies of the new version are well${complaints(s)}`) : wait(`${copies} copies are to be well`);
  }
  // It was made and undone, or could not be made: somebody, or something, does not want it.
  if (late) { return takeBack(s, `the version should have had ${next.share / 10} % of the traffic long ago, and has ${share / 10} %`); }
  return { kind: 'move', share: next.share, routes: numbersOf(s, route => route.share < next.share) };
}

function takeBack(s: ShiftSituation, because: string): ShiftAction {
  return { kind: 'takeBack', because, routes: numbersOf(s, ({ share, other }) => share > 0 && other.healthy > 0) };
}

/** When the rollout began, which an earlier resource may have looked after. */
function beginning(s: ShiftSituation): number {
  return s.startedAt - s.plan.from * MINUTE;
}

function elapsed(s: ShiftSituation): number {
  return (s.now - s.startedAt) / MINUTE;
}

function complaints(s: ShiftSituation): string {
  const all = [...new Set(s.routes.flatMap(({ target }) => target.complaints))];
  return all.length > 0 ? ` (${all.slice(0, 3).join('; ')})` : '';
}

function numbersOf(s: ShiftSituation, wanted: (route: RouteView) => boolean): number[] {
  return s.routes.flatMap((route, number) => wanted(route) ? [number] : []);
}

const done = (status: string): ShiftDone => ({ kind: 'done', status });

const wait = (because: string): ShiftWait => ({ kind: 'wait', because });
