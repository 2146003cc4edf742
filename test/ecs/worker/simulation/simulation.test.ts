/** That a worker has as many copies as there is work for, by simulating what its template says. */
import { Duration } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { worker } from '../support';
import { Policies, policiesOf } from './policies';
import { Minute, simulate, World } from './simulate';
import { PlatformProfile } from '../../../../src/vocabulary';

/** How a worker is made, and what befalls it. */
interface Case extends Pick<World, 'processingTime' | 'concurrency' | 'startTime' | 'delay'> {
  readonly min: number;
  readonly max: number;
  /** The acceptable latency, in processing times. */
  readonly patience: number;
  readonly counted: boolean;
}

const cases = (min = fc.integer({ min: 0, max: 3 })): fc.Arbitrary<Case> => fc.record({
  min,
  max: fc.integer({ min: 4, max: 15 }),
  processingTime: fc.constantFrom(1, 5, 20, 60),
  concurrency: fc.constantFrom(1, 2, 4),
  patience: fc.constantFrom(1, 2, 6, 30),
  startTime: fc.integer({ min: 1, max: 2 }),
  delay: fc.integer({ min: 0, max: 2 }),
  counted: fc.boolean(),
});

const known = new Map<string, Policies>();

/** The policies of such a worker. Making one takes half a second, so each is made once. */
function policies({ min, max, processingTime, concurrency, patience, counted }: Case): Policies {
  const key = [processingTime, concurrency, patience, counted, min === 0].join();
  const made = known.get(key) ?? policiesOf(worker({
    processingTime: Duration.seconds(processingTime),
    concurrency,
    scaling: { min: min === 0 ? 0 : 1, max: 100, acceptableLatency: Duration.seconds(processingTime * patience) },
  }, counted ? {} : { profile: PlatformProfile.DEVELOPMENT }).template);
  known.set(key, made);
  return { ...made, min, max };
}

function run(given: Case, sent: World['sent'], minutes: number, copies?: number): Minute[] {
  return simulate({ ...given, policies: policies(given), sent, minutes, copies });
}

/** How many messages a copy works off in a minute. */
function rateOf({ processingTime, concurrency }: Case): number {
  return 60 * concurrency / processingTime;
}

/** Each run is hours of a queue. */
const RUNS = { numRuns: 25 };

test('stays within its bounds, whatever comes', () => {
  fc.assert(fc.property(cases(), fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 5, maxLength: 12 }), (given, bursts) => {
    const minutes = run(given, minute => bursts[Math.floor(minute / 10)] ?? 0, 140);
    minutes.forEach(({ desired }) => {
      expect(desired).toBeGreaterThanOrEqual(given.min);
      expect(desired).toBeLessThanOrEqual(given.max);
    });
  }), RUNS);
});

test('wakes within two minutes of when the first message can be seen, and gets it done', () => {
  fc.assert(fc.property(cases(fc.constant(0)), fc.integer({ min: 1, max: 300 }), (given, burst) => {
    const minutes = run(given, minute => minute === 30 ? burst : 0, 32 + given.delay + 2);
    expect(minutes[29].desired).toBe(0);
    expect(minutes[30 + given.delay + 1].desired).toBeGreaterThan(0);

    const until = 40 + Math.ceil(burst / rateOf(given)) + given.startTime;
    expect(run(given, minute => minute === 30 ? burst : 0, until).reduce((sum, { done }) => sum + done, 0)).toBe(burst);
  }), RUNS);
});

test('does not fall asleep over a message that was sent before anybody could look away', () => {
  fc.assert(fc.property(cases(fc.constant(0)), fc.integer({ min: 2, max: 40 }), fc.integer({ min: 1, max: 3 }), (given, pause, burst) => {
    const minutes = run(given, minute => minute % pause === 0 ? burst : 0, 240);
    minutes.forEach(({ desired, oldest }, minute) => {
      if (desired === 0 && minute > 0 && minutes[minute - 1].desired > 0) {
        expect(oldest).toBeLessThanOrEqual(given.delay + 2);
      }
    });
  }), RUNS);
});

test('falls asleep when it has had nothing to do for as long as it was told, and not before', () => {
  fc.assert(fc.property(cases(fc.constant(0)), fc.integer({ min: 1, max: 50 }), (given, burst) => {
    const minutes = run(given, minute => minute === 2 ? burst : 0, 120 + Math.ceil(burst / rateOf(given)));
    const done = minutes.reduce((last, { done: number }, minute) => number > 0 ? minute : last, 0);
    const asleep = minutes.findIndex(({ desired }, minute) => minute > done && desired === 0);

    expect(asleep - done).toBeGreaterThan(14);
    expect(asleep - done).toBeLessThanOrEqual(15 + given.delay + 7);
  }), RUNS);
});

test('has all the copies that it may have a quarter of an hour after messages are too late, when there is work for more', () => {
  fc.assert(fc.property(cases(), given => {
    const tooLate = Math.ceil(given.patience * given.processingTime / 60 * 3);
    const minutes = run(given, () => Math.ceil(rateOf(given) * given.max * 1.5), 20 + given.delay + tooLate);
    expect(minutes.slice(-5).map(({ desired }) => desired)).toEqual(Array(5).fill(given.max));
  }), RUNS);
});

test('comes to rest under a steady load', () => {
  const load = { copies: fc.integer({ min: 1, max: 10 }), share: fc.double({ min: 0.55, max: 0.9, noNaN: true }) };
  fc.assert(fc.property(cases(), load.copies, load.share, (given, copies, share) => {
    const rate = Math.round(rateOf(given) * (copies + share));
    const needed = rate / rateOf(given);
    fc.pre(needed % 1 >= 0.55 && needed % 1 <= 0.9 && Math.ceil(needed) < given.max);
    const minutes = run(given, () => rate, 240).slice(120);
    const changes = minutes.filter(({ desired }, minute) => minute > 0 && desired !== minutes[minute - 1].desired);

    expect(changes.length).toBeLessThanOrEqual(2);
    expect(minutes[0].desired).toBeGreaterThanOrEqual(Math.min(Math.ceil(needed), given.max));
  }), RUNS);
});

test('keeps up with a steady load, even one that its copies can hardly bear', () => {
  fc.assert(fc.property(cases(), fc.double({ min: 0.15, max: 0.9, noNaN: true }), (given, share) => {
    const rate = Math.max(1, Math.round(rateOf(given) * given.max * share));
    const minutes = run(given, () => rate, 150).slice(60);

    expect(Math.max(...minutes.map(({ oldest }) => oldest))).toBeLessThanOrEqual(given.processingTime * given.patience / 60 + 10);
  }), RUNS);
});

test('would not come to rest if only those messages counted that wait', () => {
  const given: Case = { min: 1, max: 20, processingTime: 5, concurrency: 1, patience: 6, startTime: 1, delay: 1, counted: true };
  const counts = (perTask: Policies['perTask']) => simulate({
    ...given, policies: { ...policies(given), perTask }, sent: () => 80, minutes: 300,
  }).slice(60).map(({ desired }) => desired);
  const changes = (desired: readonly number[]) => desired.filter((count, minute) => minute > 0 && count !== desired[minute - 1]).length;

  expect(changes(counts(policies(given).perTask))).toBe(0);
  expect(changes(counts(({ waiting, desired }) => desired ? waiting! / desired : undefined))).toBeGreaterThan(10);
});
