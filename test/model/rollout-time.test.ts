/** How long rollouts take, against a clock that plays them. */
import { Duration } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { byCodeDeploy, shifting } from './rollout-arbitraries';
import {
  codeDeployMinutes, CodeDeployRollout, complete, nativeMinutes, RELAY_MINUTES, relays, RolloutDraft, ShiftingRollout, shiftMinutes, ShiftSpec,
  shiftSteps,
} from '../../src/model';
import { PRODUCTION, workload } from '../wrong-inputs/wrong-input';

const { minutes } = Duration;

function completed<T>(rollout: RolloutDraft): T {
  return complete(workload({ rollout }), PRODUCTION).rollout as T;
}

/** Moves tenths of a percent, one step after the other, and tells when each part has moved. */
function play(stepTenths: number, interval: number): { minute: number; moved: number }[] {
  const seen: { minute: number; moved: number }[] = [];
  for (let minute = 0, moved = 0; moved < 1000; minute += interval) {
    moved = Math.min(1000, moved + stepTenths);
    seen.push({ minute, moved });
  }
  return seen;
}

const tenths = fc.integer({ min: 1, max: 1000 });
const interval = fc.integer({ min: 0, max: 1440 });

describe('steps', () => {
  test.each([[10, 9], [30, 3], [100, 0], [50, 1], [3, 33], [33.3, 3], [33.4, 2], [25, 3], [99.9, 1], [0.1, 999], [20, 4]])('of %d %% have %d pauses', (percent, steps) => {
    expect(shiftSteps(percent)).toBe(steps);
  });

  test('have as many pauses as moves, but one', () => {
    fc.assert(fc.property(tenths, step => {
      expect(shiftSteps(step / 10)).toBe(play(step, 1).length - 1);
    }));
  });

  test('have all the traffic on the new version when they are over, and not before', () => {
    fc.assert(fc.property(tenths, interval.filter(length => length > 0), (step, length) => {
      const last = shiftMinutes({ kind: 'linear', percent: step / 10, interval: minutes(length) });
      expect(play(step, length).find(({ moved }) => moved === 1000)).toEqual({ minute: last, moved: 1000 });
    }));
  });

  test.each([NaN, 0, -1, Infinity, -Infinity, 101])('of %d %% are none, rather than no number', percent => {
    expect(shiftSteps(percent)).toBe(0);
  });

  test('of a canary are two, whatever its part', () => {
    fc.assert(fc.property(fc.double(), interval, (percent, length) => {
      expect(shiftMinutes({ kind: 'canary', percent, interval: minutes(length) })).toBe(length);
    }));
  });
});

/** A clock that is told what happens, one after the other. */
function clock(...events: readonly Duration[]): number {
  return events.reduce((now, event) => now + event.toSeconds({ integral: false }), 0) / 60;
}

function pausesOf(shift: ShiftSpec): Duration[] {
  switch (shift.kind) {
    case 'allAtOnce': return [];
    case 'canary': return [shift.interval];
    case 'linear': return play(Math.round(shift.percent * 10), 1).slice(1).map(() => shift.interval);
  }
}

/** Rollouts that only have times, which are sound. */
const soundTime = fc.integer({ min: 0, max: 100 }).map(Duration.minutes);
const soundShift: fc.Arbitrary<ShiftSpec> = fc.oneof(
  fc.constant({ kind: 'allAtOnce' } as const),
  fc.record({ kind: fc.constantFrom('canary' as const, 'linear' as const), percent: fc.integer({ min: 30, max: 1000 }).map(step => step / 10), interval: soundTime }),
);

test('ECS counts the pauses between the moves, and keeping the old version', () => {
  fc.assert(fc.property(shifting, soundShift, soundTime, (draft, shift, bakeTime) => {
    const rollout = completed<ShiftingRollout>({ ...draft, shift, bakeTime });

    expect(nativeMinutes(rollout)).toBeCloseTo(clock(...pausesOf(shift), bakeTime));
  }));
});

test('a stack waits for everything that CodeDeploy waits for, and five minutes for the rest', () => {
  fc.assert(fc.property(byCodeDeploy, soundShift, (draft, shift) => {
    const rollout = completed<CodeDeployRollout>({ ...draft, shift });
    const { startTimeout, hooks, approval, bakeTime, waitFor } = rollout;
    const untilShifted = [startTimeout, ...hooks.map(({ timeout }) => timeout), ...approval ? [approval.timeout] : [], ...pausesOf(shift)];
    const events = { started: [], trafficShifted: untilShifted, completed: [...untilShifted, bakeTime] }[waitFor];

    expect(codeDeployMinutes(rollout)).toBeCloseTo(clock(minutes(5), ...events));
  }));
});

test('the usual rollouts are over within one custom resource', () => {
  expect(codeDeployMinutes(completed<CodeDeployRollout>({ kind: 'codeDeploy' }))).toBeLessThanOrEqual(RELAY_MINUTES);
});

describe('relays', () => {
  /** How long each custom resource waits. */
  const budgets = (wait: number) => {
    const given: number[] = [];
    for (let left = wait; given.length === 0 || left > 0; left -= RELAY_MINUTES) {
      given.push(Math.min(left, RELAY_MINUTES));
    }
    return given;
  };

  test.each([[0, 0], [1, 0], [50, 0], [51, 1], [100, 1], [101, 2], [360, 7]])('for %d minutes are %d', (wait, count) => expect(relays(wait)).toBe(count));

  test('are as many as it takes, and none of them waits for nothing', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 360 }), wait => {
      expect(relays(wait)).toBe(budgets(wait).length - 1);
      expect(Math.min(...budgets(wait))).toBeGreaterThan(0);
    }));
  });
});
