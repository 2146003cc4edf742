import { DEFAULTS } from '../../model';
import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

const MAX = 200;

export const fargateStorageIsInRange: Rule = ({ size: { ephemeralStorageGiB: given } }, report) => {
  const free = DEFAULTS.size.ephemeralStorageGiB;
  const nearest = Math.min(MAX, Math.max(free, Math.round(given)));
  if (known(given) && given !== nearest) {
    report('FargateStorageOutOfRange', 'size.ephemeralStorageGiB', { given, nearest });
  }
};
