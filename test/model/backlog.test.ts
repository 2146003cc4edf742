/** The arithmetic of queues. */
import * as fc from 'fast-check';
import { backlogPerCopy, wakingSteps, weightInHand } from '../../src/model';

const pace = fc.record({
  acceptableLatency: fc.double({ min: 0.1, max: 86_400, noNaN: true }),
  processingTime: fc.double({ min: 0.01, max: 3_600, noNaN: true }),
  concurrency: fc.integer({ min: 1, max: 200 }),
});

describe('the messages that one copy may be responsible for', () => {
  test('are those that it can have done in time', () => {
    expect(backlogPerCopy({ acceptableLatency: 120, processingTime: 5, concurrency: 1 })).toBe(24);
    expect(backlogPerCopy({ acceptableLatency: 120, processingTime: 12, concurrency: 4 })).toBe(40);
    fc.assert(fc.property(pace, given => {
      const untilLast = backlogPerCopy(given) * given.processingTime / given.concurrency;
      expect(untilLast / given.acceptableLatency).toBeCloseTo(1, 6);
    }));
  });

  test('are more with more time and more hands, and fewer when each takes longer', () => {
    fc.assert(fc.property(pace, fc.double({ min: 1.01, max: 10, noNaN: true }), (given, factor) => {
      const usual = backlogPerCopy(given);
      expect(backlogPerCopy({ ...given, acceptableLatency: given.acceptableLatency * factor })).toBeGreaterThan(usual);
      expect(backlogPerCopy({ ...given, concurrency: given.concurrency + 1 })).toBeGreaterThan(usual);
      expect(backlogPerCopy({ ...given, processingTime: given.processingTime * factor })).toBeLessThan(usual);
    }));
  });
});

describe('a message in hand', () => {
  test('counts for so many that full hands are a full load', () => {
    fc.assert(fc.property(fc.double({ min: 0.1, max: 5000, noNaN: true }), fc.integer({ min: 1, max: 100 }), (perCopy, concurrency) => {
      const load = weightInHand(perCopy, concurrency) * concurrency;
      expect(load).toBeGreaterThanOrEqual(perCopy * (1 - 1e-9));
      expect(weightInHand(perCopy, concurrency)).toBeGreaterThanOrEqual(1);
    }));
  });
});

describe('the copies that waiting messages wake', () => {
  const given = [fc.double({ min: 0.05, max: 5000, noNaN: true }), fc.integer({ min: 1, max: 5000 })] as const;

  test('begin with one and end with the most, in at most twenty steps that go up', () => {
    expect(wakingSteps(10, 20)).toEqual([
      { from: 1, copies: 1 }, { from: 20, copies: 2 }, { from: 40, copies: 4 },
      { from: 80, copies: 8 }, { from: 160, copies: 16 }, { from: 200, copies: 20 },
    ]);
    fc.assert(fc.property(...given, (perCopy, max) => {
      const steps = wakingSteps(perCopy, max);
      expect(steps.length).toBeLessThanOrEqual(20);
      expect(steps[0].from).toBe(1);
      expect(steps[steps.length - 1].copies).toBe(max);
      steps.slice(1).forEach(({ from, copies }, index) => {
        expect(from).toBeGreaterThan(steps[index].from);
        expect(copies).toBeGreaterThan(steps[index].copies);
      });
    }));
  });

  test('are never more than there is work for, but for the first, and at least half as many', () => {
    fc.assert(fc.property(...given, fc.integer({ min: 1, max: 10_000_000 }), (perCopy, max, waiting) => {
      const { copies } = [...wakingSteps(perCopy, max)].reverse().find(({ from }) => from <= waiting)!;
      const needed = waiting / perCopy;
      expect(copies).toBeLessThanOrEqual(Math.max(1, Math.ceil(needed)));
      expect(copies).toBeGreaterThanOrEqual(Math.min(max, Math.floor(needed / 2)));
    }));
  });
});
