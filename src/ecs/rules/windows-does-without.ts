import { isWindows } from '../../model';
import { Rule } from '../../model/rules/rule';

/** What ECS cannot do for Windows containers although Windows could. */
export const windowsDoesWithout: Rule = ({ runtime, containers }, report) => {
  if (!isWindows(runtime.os)) {
    return;
  }
  for (const { name, user } of containers) {
    if (user !== undefined) {
      report('EcsWindowsUser', `containers.${name}.user`, { container: name });
    }
  }
};
