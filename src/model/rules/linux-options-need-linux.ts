import { Rule } from './rule';
import { isWindows } from '../defaults';

export const linuxOptionsNeedLinux: Rule = ({ containers, runtime }, report) => {
  if (!isWindows(runtime.os)) {
    return;
  }
  for (const { name, readOnlyRoot, initProcess, capabilities, ulimits, privileged, linux } of containers) {
    const options = [
      ...readOnlyRoot ? ['a read-only root'] : [],
      ...initProcess ? ['an init process'] : [],
      ...capabilities.add.length + capabilities.drop.length > 0 ? ['capabilities'] : [],
      ...ulimits.length > 0 ? ['ulimits'] : [],
      ...privileged ? ['privileges'] : [],
      ...linux.sharedMemoryMiB !== undefined ? ['a size of shared memory'] : [],
      ...linux.maxSwapMiB !== undefined || linux.swappiness !== undefined ? ['swap space'] : [],
      ...linux.devices.length > 0 ? ['devices'] : [],
      ...Object.keys(linux.systemControls).length > 0 ? ['kernel parameters'] : [],
    ];
    if (options.length > 0) {
      report('LinuxOnly', `containers.${name}`, { options, os: runtime.os });
    }
  }
};
