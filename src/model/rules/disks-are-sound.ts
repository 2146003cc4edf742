import { Rule } from './rule';
import { isWindows } from '../defaults';
import { known } from './support/known';

export const disksAreSound: Rule = ({ volumes, runtime: { os } }, report) => {
  for (const volume of volumes) {
    if (volume.kind !== 'disk') {
      continue;
    }
    const { name, sizeGiB, snapshotId, initializationMiB, format } = volume;
    if (sizeGiB === undefined && snapshotId === undefined) {
      report('DiskSizeMissing', `volumes.${name}.size`, { volume: name });
    }
    if (known(snapshotId) && !/^snap-[0-9a-f]+$/.test(snapshotId)) {
      report('DiskSnapshotMalformed', `volumes.${name}.snapshotId`, { given: snapshotId });
    }
    if (initializationMiB !== undefined && snapshotId === undefined) {
      report('DiskRateWithoutSnapshot', `volumes.${name}.initializationRate`, { volume: name });
    }
    if (isWindows(os) !== (format === 'ntfs')) {
      report('DiskFormatOfOtherSystem', `volumes.${name}.format`, { given: format, os, nearest: isWindows(os) ? 'ntfs' : 'ext4' });
    }
  }
};
