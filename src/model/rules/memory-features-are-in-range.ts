import { Rule } from './rule';
import { checkRange } from './support/in-range';

/** Shared memory is part of what the container may use; swap space comes on top. */
export const memoryFeaturesAreInRange: Rule = ({ containers, size }, report) => {
  for (const { name, linux: { sharedMemoryMiB, maxSwapMiB, swappiness }, resources } of containers) {
    const path = `containers.${name}.linux`;
    checkRange(report, `${path}.sharedMemory`, 'the shared memory', sharedMemoryMiB, { min: 1, max: resources.memoryLimitMiB ?? size.memoryMiB, unit: 'MiB', whole: true });
    checkRange(report, `${path}.maxSwap`, 'the swap space', maxSwapMiB, { min: 0, unit: 'MiB', whole: true });
    checkRange(report, `${path}.swappiness`, 'the swappiness', swappiness, { min: 0, max: 100, whole: true });
    if (swappiness !== undefined && maxSwapMiB === undefined) {
      report('SwappinessWithoutSwap', `${path}.swappiness`, {});
    }
  }
};
