import { isFargateSize, nearestFargateSizes } from './fargate-size';
import { isWindows } from '../../model';
import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

export const fargateSizesExist: Rule = ({ size, runtime }, report) => {
  const windows = isWindows(runtime.os);
  const { cpuUnits, memoryMiB } = size;
  if (known(cpuUnits) && known(memoryMiB) && !isFargateSize(size, windows)) {
    report('FargateSizeUnknown', 'size', { cpuUnits, memoryMiB, nearest: nearestFargateSizes(size, windows) });
  }
};
