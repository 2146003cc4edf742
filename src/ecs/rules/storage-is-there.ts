import { Feature, reportMissing } from './launch-types';
import { EcsRule } from './target';
import { DEFAULTS } from '../../model';
import { known } from '../../model/rules/support/known';

const MAX = 200;
const OWN_STORAGE: Feature = {
  name: 'storage of a size that a task chooses',
  has: ['fargate'],
  instead: 'leave ephemeralStorage out and give the machines a larger disk, or use Volume.ebs()',
};

/** On Fargate each task has storage of its own; on machines all tasks share the disk of the machine. */
export const storageIsThere: EcsRule = ({ launchType }) => ({ size: { ephemeralStorageGiB: given } }, report) => {
  const free = DEFAULTS.size.ephemeralStorageGiB;
  if (!known(given) || given === free) {
    return;
  }
  reportMissing(report, OWN_STORAGE, 'size.ephemeralStorageGiB', launchType);
  const nearest = Math.min(MAX, Math.max(free, Math.round(given)));
  if (launchType === 'fargate' && given !== nearest) {
    report('FargateStorageOutOfRange', 'size.ephemeralStorageGiB', { given, nearest });
  }
};
