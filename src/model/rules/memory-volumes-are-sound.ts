import { Rule } from './rule';
import { checkRange } from './support/in-range';

export const memoryVolumesAreSound: Rule = ({ volumes, containers, size }, report) => {
  for (const volume of volumes) {
    if (volume.kind !== 'memory') {
      continue;
    }
    const { name, sizeMiB } = volume;
    checkRange(report, `volumes.${name}.size`, `the size of volume '${name}', which is part of the memory,`, sizeMiB, { min: 1, max: size.memoryMiB, unit: 'MiB', whole: true });
    const mounts = containers.flatMap(container => container.mounts.filter(mount => mount.volume === name));
    if (mounts.length > 0 && mounts.every(({ readOnly }) => readOnly)) {
      report('TmpfsNeverWritten', `volumes.${name}`, { volume: name });
    }
  }
};
