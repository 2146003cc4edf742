import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

export const fargateHasNoGpus: Rule = ({ size }, report) => {
  if (known(size.gpus) && size.gpus > 0) {
    report('FargateHasNoGpus', 'size.gpus', { given: size.gpus });
  }
};
