import * as fc from 'fast-check';
import { isStuck, maxAtLeast, minAtMost } from '../../../src/model/rules/support/rollout-room';

const count = fc.integer({ min: 1, max: 500 });
const min = fc.integer({ min: 0, max: 100 });
const max = fc.integer({ min: 100, max: 200 });

/** What the scheduler of ECS may do at any moment, by its own rounding. */
function simulate(copies: number, minPercent: number, maxPercent: number): boolean {
  const mustRun = Math.ceil(copies * minPercent / 100);
  const mayRun = Math.floor(copies * maxPercent / 100);
  let old = copies;
  let fresh = 0;
  for (let step = 0; step < 4 * copies && fresh < copies; step++) {
    if (old + fresh < mayRun) {
      fresh++;
    } else if (old > 0 && old + fresh > mustRun) {
      old--;
    } else {
      return false;
    }
  }
  return fresh === copies;
}

test('a rollout is stuck exactly when a scheduler that obeys both percentages cannot finish it', () => {
  fc.assert(fc.property(count, min, max, (copies, least, most) => {
    expect(isStuck(copies, least, most)).toBe(!simulate(copies, least, most));
  }));
});

test('the suggested percentages free it, and the next ones would not', () => {
  fc.assert(fc.property(count, copies => {
    expect(isStuck(copies, minAtMost(copies), 100)).toBe(false);
    expect(isStuck(copies, minAtMost(copies) + 1, 100)).toBe(true);
    expect(isStuck(copies, 100, maxAtLeast(copies))).toBe(false);
    expect(isStuck(copies, 100, maxAtLeast(copies) - 1)).toBe(true);
  }));
});

test('more copies never get stuck where fewer do not', () => {
  fc.assert(fc.property(count, min, max, (copies, least, most) => {
    expect(isStuck(copies, least, most) || !isStuck(copies + 1, least, most)).toBe(true);
  }));
});

test('no copies, nothing to replace', () => {
  expect(isStuck(0, 100, 100)).toBe(false);
});
