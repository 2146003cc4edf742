import { Rule } from './rule';
import { checkRange } from './support/in-range';

export const sizeIsPositive: Rule = ({ size, containers }, report) => {
  checkRange(report, 'size.cpuUnits', 'the CPU', size.cpuUnits, { min: 1, unit: 'units', whole: true });
  checkRange(report, 'size.memoryMiB', 'the memory', size.memoryMiB, { min: 1, unit: 'MiB', whole: true });
  checkRange(report, 'size.ephemeralStorageGiB', 'the ephemeral storage', size.ephemeralStorageGiB, { min: 1, unit: 'GiB', whole: true });
  checkRange(report, 'size.gpus', 'the number of GPUs', size.gpus, { min: 0, whole: true });
  for (const { name, resources } of containers) {
    const path = `containers.${name}.resources`;
    checkRange(report, `${path}.cpuUnits`, 'the CPU share', resources.cpuUnits, { min: 0, unit: 'units', whole: true });
    checkRange(report, `${path}.memoryLimitMiB`, 'the memory limit', resources.memoryLimitMiB, { min: 1, unit: 'MiB', whole: true });
    checkRange(report, `${path}.memoryReservationMiB`, 'the memory reservation', resources.memoryReservationMiB, { min: 1, unit: 'MiB', whole: true });
    checkRange(report, `${path}.gpus`, 'the number of GPUs', resources.gpus, { min: 0, whole: true });
  }
};
