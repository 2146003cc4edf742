import { isWindows } from '../../model';
import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

export const windowsHasNoGpus: Rule = ({ size, runtime }, report) => {
  if (isWindows(runtime.os) && known(size.gpus) && size.gpus > 0) {
    report('EcsWindowsHasNot', 'size.gpus', { feature: 'GPU', os: runtime.os });
  }
};
