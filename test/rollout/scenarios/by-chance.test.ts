/**
 * Services that are deployed again and again while AWS is unreliable, versions are no good, other resources fail and people interfere:
 * whatever happens, the public gets what the stack says. `npm run simulate -- 60000` does the same for longer.
 */
import * as fc from 'fast-check';
import { isBenign, life, update } from '../../../tools/rollout-simulation/life';
import { live } from '../../../tools/rollout-simulation/live';

jest.setTimeout(300_000);

beforeEach(() => {
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

/** The same lives in every run; the simulation is there for others. */
const SEED = 2026;

test('whatever happens to a service, every deployment ends as it has to', async () => {
  await fc.assert(fc.asyncProperty(life(5), async one => {
    for (const { broken } of await live(one)) { expect(broken).toEqual([]); }
  }), { numRuns: 40, seed: SEED, endOnFailure: true });
});

test('where nothing is wrong but the way to AWS, every version arrives, with one deployment', async () => {
  const benign = update.map(one => ({
    ...one, image: 'good' as const, fails: 'nothing' as const, alarmAfter: undefined, hook: 'yes' as const, stopAfter: undefined, byHand: false, killed: false,
  }));
  await fc.assert(fc.asyncProperty(life(0), fc.array(benign, { minLength: 3, maxLength: 3 }), async (one, updates) => {
    for (const { update: given, status, creates, broken } of await live({ ...one, updates })) {
      expect(isBenign(given)).toBe(true);
      expect({ status, creates, broken }).toEqual({ status: 'UPDATE_COMPLETE', creates: 1, broken: [] });
    }
  }), { numRuns: 20, seed: SEED, endOnFailure: true });
});
