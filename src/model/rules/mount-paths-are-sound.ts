import { Rule } from './rule';
import { repetitions } from './support/names';
import { absolute, isAbsolute } from './support/paths';

export const mountPathsAreSound: Rule = ({ containers, runtime }, report) => {
  for (const { name: container, mounts } of containers) {
    mounts.forEach(({ volume, path }, index) => {
      if (path === '/' || !isAbsolute(path, runtime.os)) {
        const nearest = absolute(path === '/' ? volume : path, runtime.os);
        report('MountPathMalformed', `containers.${container}.mounts[${index}].path`, { given: path, nearest });
      }
    });
    for (const { item, first, index } of repetitions(mounts, ({ path }) => path.replace(/(?<=.)\/+$/, ''))) {
      report('MountPathTaken', `containers.${container}.mounts[${index}].path`, { given: item.path, volume: first.volume });
    }
  }
};
