/** A pod does not start without the Secrets it takes values from: objects of their own, or made from what it mounts. */
import { Rule } from './rule';
import { complain } from '../app';
import { list, record } from '../object';
import { providersOf, syncedSecrets, usesOf } from '../sources';

export const secretsHaveTheKeys: Rule = {
  name: 'Secrets have the keys',
  *check(app) {
    for (const pod of app.pods) {
      const providers = providersOf(pod);
      for (const { name, keys, path } of usesOf(pod).filter(({ kind }) => kind === 'Secret')) {
        const secret = app.find('Secret', name, pod.namespace);
        const synced = syncedSecrets(app, pod.namespace, name).filter(({ provider }) => providers.includes(provider));
        const known = [...Object.keys({ ...record(secret?.data), ...record(secret?.stringData) }), ...synced.flatMap(one => one.keys)];
        const missing = keys.find(key => !known.includes(key));
        if (secret === undefined && synced.length === 0) {
          yield complain(pod.object, path, `there is no Secret '${String(name)}', and nothing the pod mounts makes it`);
        } else if (missing !== undefined) {
          yield complain(pod.object, path, `Secret '${String(name)}' has no key '${String(missing)}'`);
        }
      }
      for (const [index, { name }] of list(pod.spec.imagePullSecrets).map(record).entries()) {
        if (!app.find('Secret', name, pod.namespace)) {
          yield complain(pod.object, `${pod.path}.imagePullSecrets[${index}]`, `there is no Secret '${String(name)}'`);
        }
      }
    }
  },
};
