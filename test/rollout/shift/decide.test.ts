import fc from 'fast-check';
import { route, situation, START, Told } from './support';
import { ShiftAction } from '../../../src/functions/handlers/shift/action';
import { decide, GRACE_MINUTES, WAY_BACK_MINUTES } from '../../../src/functions/handlers/shift/decide';
import { ALL, MINUTE, RouteView, ShiftPlan } from '../../../src/functions/handlers/shift/situation';

const BACK = { rollback: true };
const LEAVING = { leaving: true };
const SECOND_HALF = { from: 10, to: 20 };

describe('a shift of traffic', () => {
  test.each<[string, Told, Partial<ShiftAction>]>([
    // Forward, with a version before that could take the traffic back.
    ['makes the first step at once', { routes: [route(0)] }, { kind: 'move', share: 100, routes: [0] }],
    ['waits for the time of the next step', { minute: 9.9, routes: [route(100)] }, { kind: 'wait' }],
    ['makes the next step when it is due', { minute: 10, routes: [route(100)] }, { kind: 'move', share: 1000, routes: [0] }],
    ['makes no step while a copy is missing', { minute: 11, routes: [route(100, 1)] }, { kind: 'wait' }],
    ['takes the version back if copies stay away', { minute: 16, routes: [route(100, 1)] }, { kind: 'takeBack', routes: [0] }],
    ['takes the version back if its traffic has been taken away', { minute: 6, routes: [route(0)] }, { kind: 'takeBack', routes: [] }],
    ['makes one step at a time, however late it is', { minute: 10, routes: [route(0)], plan: { steps: [{ minute: 8, share: 100 }, { minute: 10, share: 500 }] } },
      { kind: 'move', share: 100 }],
    ['lets the version before bake', { minute: 19.9, routes: [route(1000)] }, { kind: 'wait' }],
    ['ends after the bake', { minute: 20, routes: [route(1000)] }, { kind: 'done', status: 'Shifted' }],
    ['does not touch what has moved further', { minute: 1, routes: [route(400)] }, { kind: 'wait' }],
    ['takes the traffic back if no copy with traffic is well', { minute: 12, routes: [route(1000, 0)] }, { kind: 'takeBack', routes: [0] }],

    // Alarms.
    ['takes the traffic back when an alarm fires', { minute: 12, routes: [route(1000)], firing: { errors: 11 } }, { kind: 'takeBack', routes: [0] }],
    ['leaves alarms alone that fired before', { minute: 12, routes: [route(1000)], firing: { errors: -1 } }, { kind: 'wait' }],
    ['counts from the beginning of the rollout', { minute: 1, routes: [route(1000)], plan: SECOND_HALF, firing: { errors: -9 } }, { kind: 'takeBack' }],
    ['fails without moving anything where nothing can be taken back to', { minute: 12, routes: [route(1000), route(0)], firing: { errors: 11 } },
      { kind: 'takeBack', routes: [0] }],

    // Several routes.
    ['moves all routes', { routes: [route(0), route(0)] }, { kind: 'move', share: 100, routes: [0, 1] }],
    ['makes up for a route that has been left behind', { minute: 10, routes: [route(1000), route(100)] }, { kind: 'move', share: 1000, routes: [1] }],
    ['waits for the copies of all routes', { routes: [route(0), route(0, 1)] }, { kind: 'wait' }],

    // Several resources.
    ['goes on where another one has ended', { minute: 0, routes: [route(100)], plan: SECOND_HALF }, { kind: 'move', share: 1000 }],
    ['counts the time of the earlier one', { minute: 10, routes: [route(1000)], plan: SECOND_HALF }, { kind: 'done' }],
    ['gives a later one time for its first step', { minute: 4, routes: [route(100, 1)], plan: SECOND_HALF }, { kind: 'wait' }],
    ['ends early where another one goes on', { minute: 5, routes: [route(100)], plan: { to: 5 } }, { kind: 'done' }],

    // Nothing else there.
    ['gives a first version everything at once', { routes: [route(0, 2, 0)] }, { kind: 'move', share: 1000, routes: [0] }],
    ['does not bake a first version', { routes: [route(1000, 2, 0)] }, { kind: 'done', status: 'TookOver' }],
    ['repairs what is broken at once, alarms or not', { routes: [route(0, 1, 0)], firing: { errors: 0 } }, { kind: 'move', share: 1000 }],
    ['gives nothing to a version that is not well either', { routes: [route(0, 0, 0)] }, { kind: 'wait' }],
    ['gives up on it after a while', { minute: 6, routes: [route(0, 0, 0)] }, { kind: 'fail' }],

    // The stack goes back.
    ['goes back at once', { routes: [route(0)], request: BACK }, { kind: 'move', share: 1000, routes: [0] }],
    ['goes back with whatever copies are there', { routes: [route(900, 1)], request: BACK, firing: { errors: 0 } }, { kind: 'move', share: 1000 }],
    ['goes back where it can', { routes: [route(0, 0), route(0)], request: BACK }, { kind: 'move', share: 1000, routes: [1] }],
    ['does not go back to nobody', { routes: [route(0, 0)], request: BACK }, { kind: 'wait' }],
    ['tells somebody rather than let the only copies be deleted', { minute: 31, routes: [route(0, 0)], request: BACK }, { kind: 'fail' }],
    ['goes back to nobody from nobody', { routes: [route(0, 0, 0)], request: BACK }, { kind: 'move', share: 1000 }],
    ['is back', { routes: [route(1000)], request: BACK }, { kind: 'done', status: 'WentBack' }],

    // The resource goes away.
    ['leaves the traffic alone when it is removed', { routes: [route(1000)], request: LEAVING }, { kind: 'done', status: 'Left' }],
    ['gives the traffic to those it has taken it from when it never came to be', { routes: [route(1000)], request: { ...LEAVING, ...BACK } },
      { kind: 'move', share: 0, routes: [0] }],
    ['keeps the traffic if nobody is there to take it', { routes: [route(1000, 2, 0)], request: { ...LEAVING, ...BACK } }, { kind: 'done' }],

    ['does nothing any more when the stack has gone another way', { minute: 10, routes: [route(100)], request: { superseded: true } }, { kind: 'fail' }],
    ['leaves everything alone when the stack has gone another way', { routes: [route(1000)], request: { ...LEAVING, ...BACK, superseded: true } },
      { kind: 'done' }],
  ])('%s', (_, told, expected) => {
    expect(decide(situation(told))).toMatchObject(expected);
  });

  test('says what the load balancer says about copies that are not well', () => {
    expect(decide(situation({ minute: 1, routes: [route(100, 0)] }))).toMatchObject({ because: expect.stringContaining('Target.FailedHealthChecks') });
  });
});

describe('in any situation, a shift of traffic', () => {
  const someRoute = fc.record({ share: fc.integer({ min: 0, max: ALL }), healthy: fc.nat(3), before: fc.nat(3) })
    .map(({ share, healthy, before }) => route(share, healthy, before));
  const someSituation = fc.record({
    minute: fc.integer({ min: 0, max: 60 }),
    routes: fc.array(someRoute, { minLength: 1, maxLength: 3 }),
    request: fc.record({ leaving: fc.boolean(), rollback: fc.boolean(), superseded: fc.boolean() }),
    plan: fc.record({ from: fc.constantFrom(0, 10), copies: fc.integer({ min: 1, max: 3 }) }),
    firing: fc.constantFrom<Record<string, number>>({}, { errors: 1 }, { errors: -20 }),
  }).map(told => ({ told, action: decide(situation(told)) }));

  function given(action: ShiftAction): number {
    return action.kind === 'move' ? action.share : 0;
  }

  test('never gives traffic to copies of which none is well while others are', () => {
    fc.assert(fc.property(someSituation, ({ told: { routes }, action }) => {
      for (const number of action.kind === 'move' || action.kind === 'takeBack' ? action.routes : []) {
        const { share, target, other } = routes[number];
        const [gets, loses] = given(action) > share ? [target, other] : [other, target];
        expect(gets.healthy > 0 || loses.healthy === 0).toBe(true);
      }
    }), { numRuns: 2000 });
  });

  test('gives a new version no more than is due, and not before all its copies are well', () => {
    let moves = 0;
    const someRoutes = fc.array(someRoute, { minLength: 1, maxLength: 2 });
    fc.assert(fc.property(someRoutes, fc.integer({ max: 14, min: 0 }), fc.constantFrom(1, 2), (routes, minute, copies) => {
      const told = situation({ routes, minute, plan: { copies } });
      const action = decide(told);
      if (action.kind !== 'move' || routes.every(({ other }) => other.healthy === 0)) {
        return;
      }
      moves++;
      expect(told.plan.steps.filter(step => step.minute <= minute).map(({ share }) => share)).toContain(action.share);
      expect(routes.every(({ target }) => target.healthy >= copies)).toBe(true);
    }), { numRuns: 3000 });
    expect(moves).toBeGreaterThan(100);
  });

  test('moves something, or nothing: a step that changes nothing would go on for ever', () => {
    fc.assert(fc.property(someSituation, ({ told: { routes }, action }) => {
      if (action.kind !== 'move') {
        return;
      }
      const { share, routes: numbers } = action;
      expect(numbers.length).toBeGreaterThan(0);
      numbers.forEach(number => expect(routes[number].share).not.toBe(share));
    }), { numRuns: 2000 });
  });

  test('has an end', () => {
    fc.assert(fc.property(someSituation, ({ told }) => {
      const late = Math.max(WAY_BACK_MINUTES, 20 + 2 * GRACE_MINUTES) + 1;
      expect(decide(situation({ ...told, minute: late })).kind).not.toBe('wait');
    }), { numRuns: 2000 });
  });
});

describe('from its first minute to its last, a shift of traffic', () => {
  /** Asks until there is an end, with these pauses, and writes down when which share was live. */
  function run(plan: ShiftPlan, pauses: readonly number[], beginning: RouteView = route(0)) {
    let [share, seconds, poll] = [beginning.share, 0, 0];
    const history = [{ minute: 0, share }];
    for (;;) {
      const minute = seconds / 60;
      const action = decide(situation({ minute, plan, routes: [{ ...beginning, share }] }));
      if (action.kind === 'move') {
        ({ share } = action);
        history.push({ minute: minute + plan.from, share });
      } else if (action.kind !== 'wait') {
        return { action, share, minute: minute + plan.from, history };
      }
      seconds += pauses[poll++ % pauses.length];
    }
  }

  const somePauses = fc.array(fc.integer({ min: 5, max: 50 }), { minLength: 1, maxLength: 20 });
  const somePlan = fc.record({ percent: fc.integer({ min: 3, max: 100 }), interval: fc.integer({ min: 1, max: 20 }), bake: fc.nat(30) })
    .map(({ percent, interval, bake }): ShiftPlan => {
      const count = Math.ceil(100 / percent);
      const steps = Array.from({ length: count }, (_, n) => ({ minute: n * interval, share: Math.min(ALL, (n + 1) * percent * 10) }));
      return { steps, from: 0, to: steps[steps.length - 1].minute + bake, copies: 2 };
    });

  test('makes every step, none before its time, and bakes to the end', () => {
    fc.assert(fc.property(somePlan, somePauses, (plan, pauses) => {
      const { action, share, minute, history } = run(plan, pauses);
      expect(action).toEqual({ kind: 'done', status: 'Shifted' });
      expect(share).toBe(ALL);
      expect(minute).toBeGreaterThanOrEqual(plan.to);
      expect(history.slice(1).map(step => step.share)).toEqual(plan.steps.map(step => step.share));
      history.slice(1).forEach((step, number) => expect(step.minute).toBeGreaterThanOrEqual(plan.steps[number].minute));
    }));
  });

  test('is the same when several resources look after it in turn', () => {
    fc.assert(fc.property(somePlan, somePauses, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (plan, pauses, where) => {
      const middle = Math.floor(plan.to * where);
      const first = run({ ...plan, to: middle }, pauses);
      const second = run({ ...plan, from: middle }, pauses, route(first.share));
      expect([first.action.kind, second.action.kind]).toEqual(['done', 'done']);
      const shares = [...first.history.slice(1), ...second.history.slice(1)].map(step => step.share);
      expect(shares).toEqual(plan.steps.map(step => step.share));
    }));
  });

  test('can be asked any number of times in the same moment', () => {
    const asked = situation({ minute: 3, routes: [route(100)] });
    expect(decide(asked)).toEqual(decide({ ...asked, now: START + 3 * MINUTE }));
  });
});
