import { EcsRule } from './target';
import { known } from '../../model/rules/support/known';

export const fargateHasNoGpus: EcsRule = ({ launchType }) => ({ size }, report) => {
  if (launchType === 'fargate' && known(size.gpus) && size.gpus > 0) {
    report('FargateHasNoGpus', 'size.gpus', { given: size.gpus });
  }
};
