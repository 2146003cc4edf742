import { Rule } from './rule';
import { repetitions } from './support/names';
import { isAbsolute } from './support/paths';

export const devicesAreSound: Rule = ({ containers }, report) => {
  for (const { name: container, linux: { devices } } of containers) {
    const path = (index: number) => `containers.${container}.linux.devices[${index}]`;
    devices.forEach(({ hostPath, containerPath, permissions }, index) => {
      for (const given of new Set([hostPath, containerPath])) {
        if (given === '/' || !isAbsolute(given, 'linux')) {
          report('DevicePathMalformed', path(index), { given, nearest: `/dev/${given.replace(/^[./]*(?:dev\/)?/, '') || 'fuse'}` });
        }
      }
      if (permissions.length === 0) {
        report('DeviceUnusable', path(index), { given: hostPath });
      }
    });
    repetitions(devices, ({ containerPath }) => containerPath)
      .forEach(({ item, index }) => report('DevicePathTaken', path(index), { given: item.containerPath }));
  }
};
