import { Rule } from '../../model/rules/rule';

export const disksStartEmpty: Rule = ({ volumes }, report) => {
  for (const volume of volumes) {
    if (volume.kind === 'disk' && volume.snapshotId !== undefined) {
      report('EksDiskFromSnapshot', `volumes.${volume.name}.snapshotId`, { volume: volume.name });
    }
  }
};
