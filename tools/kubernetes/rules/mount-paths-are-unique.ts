/** A container mounts one volume at one path. */
import { Rule } from './rule';
import { complain } from '../app';
import { items } from '../object';

export const mountPathsAreUnique: Rule = {
  name: 'mount paths are unique',
  *check({ pods }) {
    for (const { object, containers } of pods) {
      for (const container of containers) {
        const paths = new Set<unknown>();
        for (const { value: { mountPath, subPath = '' }, path } of items(container.value.volumeMounts, `${container.path}.volumeMounts`)) {
          if (typeof mountPath !== 'string' || !mountPath.startsWith('/') || mountPath.includes(':')) {
            yield complain(object, `${path}.mountPath`, `'${String(mountPath)}' is not a path from the root without colons`);
          }
          if (paths.has(mountPath)) {
            yield complain(object, `${path}.mountPath`, `'${String(mountPath)}' is the path of another volume, too`);
          }
          if (String(subPath).startsWith('/') || String(subPath).split('/').includes('..')) {
            yield complain(object, `${path}.subPath`, `'${String(subPath)}' leads out of the volume`);
          }
          paths.add(mountPath);
        }
      }
    }
  },
};
