import { isFargateSize, nearestFargateSizes } from './fargate-size';
import { EcsRule } from './target';
import { isWindows } from '../../model';
import { nearestInRange } from '../../model/rules/support/in-range';
import { known } from '../../model/rules/support/known';

/** What a task can have of an instance: an eighth of a processor, up to all of the largest. */
const TASK_CPU = { min: 128, max: 196608, whole: true };

/** Fargate has certain pairs of processor and memory; on machines a task can have any amount that they have. */
export const sizesExist: EcsRule = ({ launchType }) => ({ size, runtime }, report) => {
  const windows = isWindows(runtime.os);
  const { cpuUnits, memoryMiB } = size;
  if (launchType === 'fargate') {
    if (known(cpuUnits) && known(memoryMiB) && !isFargateSize(size, windows)) {
      report('FargateSizeUnknown', 'size', { cpuUnits, memoryMiB, nearest: nearestFargateSizes(size, windows) });
    }
  } else if (known(cpuUnits)) {
    const nearest = nearestInRange(cpuUnits, TASK_CPU);
    if (cpuUnits !== nearest) {
      report('EcsTaskCpuOutOfRange', 'size.cpuUnits', { given: cpuUnits, nearest, ...TASK_CPU });
    }
  }
};
