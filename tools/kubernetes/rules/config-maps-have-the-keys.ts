/** A pod does not start without the ConfigMaps it takes values from, nor without their keys. */
import { Rule } from './rule';
import { complain } from '../app';
import { record } from '../object';
import { usesOf } from '../sources';

export const configMapsHaveTheKeys: Rule = {
  name: 'ConfigMaps have the keys',
  *check(app) {
    for (const pod of app.pods) {
      for (const { name, keys, path } of usesOf(pod).filter(({ kind }) => kind === 'ConfigMap')) {
        const map = app.find('ConfigMap', name, pod.namespace);
        const missing = keys.find(key => !Object.hasOwn({ ...record(map?.data), ...record(map?.binaryData) }, String(key)));
        if (map === undefined) {
          yield complain(pod.object, path, `there is no ConfigMap '${String(name)}'`);
        } else if (missing !== undefined) {
          yield complain(pod.object, path, `ConfigMap '${String(name)}' has no key '${String(missing)}'`);
        }
      }
    }
  },
};
