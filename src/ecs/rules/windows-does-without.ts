import { isWindows } from '../../model';
import { Rule } from '../../model/rules/rule';

/** What ECS cannot do for Windows containers although Windows could. */
export const windowsDoesWithout: Rule = ({ runtime, containers, volumes }, report) => {
  if (!isWindows(runtime.os)) {
    return;
  }
  for (const { name, user } of containers) {
    if (user !== undefined) {
      report('EcsWindowsUser', `containers.${name}.user`, { container: name });
    }
  }
  for (const { kind, name } of volumes) {
    if (kind === 'shared') {
      report('EcsWindowsSharedVolume', `volumes.${name}`, { volume: name });
    }
  }
};
