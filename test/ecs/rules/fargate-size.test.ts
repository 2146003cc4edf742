import * as fc from 'fast-check';
import { FargateSize, fargateSizes, isFargateSize, largestWithin, nearestFargateSizes, smallestCovering } from '../../../src/ecs/rules/fargate-size';

const anySize = fc.record({ cpuUnits: fc.integer({ min: 0, max: 20_000 }), memoryMiB: fc.integer({ min: 0, max: 150_000 }) });
const nearSize = fc.constantFrom(...fargateSizes(false)).chain(size =>
  fc.record({ cpuUnits: fc.integer({ min: -1, max: 1 }), memoryMiB: fc.integer({ min: -1, max: 1 }) })
    .map(step => ({ cpuUnits: size.cpuUnits + step.cpuUnits, memoryMiB: size.memoryMiB + step.memoryMiB })));
const wanted = fc.oneof(anySize, nearSize);

function covers(larger: FargateSize, smaller: FargateSize): boolean {
  return larger.cpuUnits >= smaller.cpuUnits && larger.memoryMiB >= smaller.memoryMiB;
}

describe.each([['Linux', false], ['Windows', true]])('the sizes of Fargate on %s', (_, windows) => {
  test('every listed size is a size, and none is listed twice', () => {
    const sizes = fargateSizes(windows);

    expect(sizes.every(size => isFargateSize(size, windows))).toBe(true);
    expect(new Set(sizes.map(size => `${size.cpuUnits}/${size.memoryMiB}`)).size).toBe(sizes.length);
  });

  test('the nearest sizes exist', () => {
    fc.assert(fc.property(wanted, size => {
      const nearest = nearestFargateSizes(size, windows);
      expect(nearest.length).toBeGreaterThan(0);
      expect(nearest.every(candidate => isFargateSize(candidate, windows))).toBe(true);
    }));
  });

  test('the smallest covering size covers, and no other one that covers is smaller in anything', () => {
    fc.assert(fc.property(wanted, size => {
      const found = smallestCovering(size, windows);
      const covering = fargateSizes(windows).filter(candidate => covers(candidate, size));
      expect(found !== undefined).toBe(covering.length > 0);
      expect(covering.every(candidate => covers(candidate, found!))).toBe(true);
    }));
  });

  test('the largest size within fits, and no other one that fits has more CPU, or more memory with the same CPU', () => {
    fc.assert(fc.property(wanted, size => {
      const found = largestWithin(size, windows);
      const fitting = fargateSizes(windows).filter(candidate => covers(size, candidate));
      expect(found !== undefined).toBe(fitting.length > 0);
      expect(fitting.every(({ cpuUnits, memoryMiB }) =>
        cpuUnits < found!.cpuUnits || (cpuUnits === found!.cpuUnits && memoryMiB <= found!.memoryMiB))).toBe(true);
    }));
  });

  test('a size that exists is its own nearest', () => {
    fc.assert(fc.property(fc.constantFrom(...fargateSizes(windows)), size => {
      expect(smallestCovering(size, windows)).toEqual(size);
      expect(largestWithin(size, windows)).toEqual(size);
    }));
  });
});

test.each([
  [256, [512, 2048], 3], [512, [1024, 4096], 4], [1024, [2048, 8192], 7], [2048, [4096, 16384], 13],
  [4096, [8192, 30720], 23], [8192, [16384, 61440], 12], [16384, [32768, 122880], 12],
])('%d CPU units come with %p MiB in %d steps', (cpuUnits, [least, most], steps) => {
  const memories = fargateSizes(false).filter(size => size.cpuUnits === cpuUnits).map(({ memoryMiB }) => memoryMiB);

  expect(memories.length).toBe(steps);
  expect([memories[0], memories[memories.length - 1]]).toEqual([least, most]);
});

test('Windows has neither less than one virtual CPU nor more than four', () => {
  expect([...new Set(fargateSizes(true).map(({ cpuUnits }) => cpuUnits))]).toEqual([1024, 2048, 4096]);
});

test('what is larger than anything is answered with the largest, what is smaller than anything with the smallest', () => {
  expect(nearestFargateSizes({ cpuUnits: 20_000, memoryMiB: 200_000 }, false)).toEqual([{ cpuUnits: 16384, memoryMiB: 122880 }]);
  expect(nearestFargateSizes({ cpuUnits: 1, memoryMiB: 1 }, false)).toEqual([{ cpuUnits: 256, memoryMiB: 512 }]);
});

test('what is larger in one and smaller in the other is answered with the smallest there is', () => {
  expect(nearestFargateSizes({ cpuUnits: 20_000, memoryMiB: 1 }, false)).toEqual([{ cpuUnits: 256, memoryMiB: 512 }]);
});
