import { isWindows } from '../../model';
import { Rule } from '../../model/rules/rule';
import { known } from '../../model/rules/support/known';

/** Kubernetes looks into no image to find out which number a name stands for. */
export const usersAreNumbers: Rule = ({ containers, runtime }, report) => {
  for (const { name, user } of containers) {
    if (known(user) && !isWindows(runtime.os) && !/^\d+(:\d+)?$/.test(user)) {
      report('KubernetesUserIsNumber', `containers.${name}.user`, { given: user });
    }
  }
};
