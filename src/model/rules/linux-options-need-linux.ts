import { Rule } from './rule';
import { isWindows } from '../defaults';

export const linuxOptionsNeedLinux: Rule = ({ containers, runtime }, report) => {
  if (!isWindows(runtime.os)) {
    return;
  }
  for (const { name, readOnlyRoot, initProcess, capabilities, ulimits } of containers) {
    const options = [
      ...readOnlyRoot ? ['a read-only root'] : [],
      ...initProcess ? ['an init process'] : [],
      ...capabilities.add.length + capabilities.drop.length > 0 ? ['capabilities'] : [],
      ...ulimits.length > 0 ? ['ulimits'] : [],
    ];
    if (options.length > 0) {
      report('LinuxOnly', `containers.${name}`, { options, os: runtime.os });
    }
  }
};
