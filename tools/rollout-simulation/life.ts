/** What may happen to a service in a year or two: how reliable AWS is, what teams deploy, and what goes wrong with it. */
import * as fc from 'fast-check';

/** How AWS is, as long as the service lives. */
export interface Weather {
  readonly throttling: number;
  readonly lostResponses: number;
  readonly duplicateDeliveries: number;
  readonly concurrentDeliveries: number;
  readonly listLagSeconds: number;
  readonly clockSkewSeconds: number;
  /** Probability that an invocation of the framework's functions dies. */
  readonly deaths: number;
  readonly rollbackSeconds: number;
  /** For the dice of the account itself. */
  readonly seed: number;
}

/** One deployment of the stack. */
export interface Update {
  readonly image: 'good' | 'broken' | 'same';
  /** Another resource fails, before or after the service, or not at all. */
  readonly fails: 'Memo' | 'Note' | 'nothing';
  /** Minutes after which an alarm fires, for twenty minutes. Undefined where it is quiet. */
  readonly alarmAfter?: number;
  readonly hook: 'yes' | 'no' | 'never';
  /** Minutes after which somebody stops whatever is under way. */
  readonly stopAfter?: number;
  /** Somebody has just begun to deploy another version by hand. */
  readonly byHand: boolean;
  /** The function that looks after the deployment is killed while the stack goes forward. */
  readonly killed: boolean;
  /** Minutes until the next one. */
  readonly pause: number;
}

export interface Life {
  readonly kind: Kind;
  readonly weather: Weather;
  readonly updates: readonly Update[];
}

export const KINDS = ['plain', 'longBake', 'allAtOnce', 'scaled', 'relayed'] as const;
export type Kind = typeof KINDS[number];

const minutes = (max: number) => fc.integer({ min: 0, max });

const rarely = <T>(weight: number, what: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 100 - weight, arbitrary: fc.constant(undefined) }, { weight, arbitrary: what });

const seldom = (weight: number): fc.Arbitrary<boolean> => rarely(weight, fc.constant(true)).map(Boolean);

export const weather: fc.Arbitrary<Weather> = fc.record({
  throttling: fc.constantFrom(0, 0, 0.1, 0.3),
  lostResponses: fc.constantFrom(0, 0, 0.1),
  duplicateDeliveries: fc.constantFrom(0, 0, 0.3),
  concurrentDeliveries: fc.constantFrom(0, 0, 0.3),
  listLagSeconds: fc.constantFrom(0, 0, 30),
  clockSkewSeconds: fc.constantFrom(0, 0, 20),
  deaths: fc.constantFrom(0, 0, 0.02),
  rollbackSeconds: fc.constantFrom(40, 40, 1200),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
});

export const update: fc.Arbitrary<Update> = fc.record({
  image: fc.constantFrom<Update['image']>('good', 'good', 'good', 'good', 'good', 'good', 'broken', 'same'),
  fails: fc.constantFrom<Update['fails']>('nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'nothing', 'Memo', 'Note', 'Note'),
  alarmAfter: rarely(12, minutes(30)),
  hook: rarely(8, fc.constantFrom<Update['hook']>('no', 'never')).map(answer => answer ?? 'yes'),
  stopAfter: rarely(6, minutes(20)),
  byHand: seldom(5),
  killed: seldom(5),
  pause: fc.constantFrom(1, 1, 5, 30, 2000),
});

export const life = (updates: number): fc.Arbitrary<Life> => fc.record({
  kind: fc.constantFrom(...KINDS),
  weather,
  updates: fc.array(update, { minLength: updates, maxLength: updates }),
});

/** Nothing is wrong with what is deployed, only with the way to AWS. */
export const isBenign = ({ image, fails, alarmAfter, hook, stopAfter, byHand, killed }: Update): boolean =>
  image !== 'broken' && fails === 'nothing' && alarmAfter === undefined && hook === 'yes' && stopAfter === undefined && !byHand && !killed;
