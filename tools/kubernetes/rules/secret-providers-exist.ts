/** A volume of the secrets store names the SecretProviderClass that says what is in it, and is read-only. */
import { Rule } from './rule';
import { complain } from '../app';
import { items, record } from '../object';
import { providerOf } from '../sources';

export const secretProvidersExist: Rule = {
  name: 'SecretProviderClasses exist',
  *check(app) {
    for (const pod of app.pods) {
      for (const { value, path } of items(pod.spec.volumes, `${pod.path}.volumes`)) {
        const provider = providerOf(value);
        if (provider !== undefined && !app.find('SecretProviderClass', provider, pod.namespace)) {
          yield complain(pod.object, `${path}.csi.volumeAttributes.secretProviderClass`, `there is no SecretProviderClass '${String(provider)}'`);
        }
        if (provider !== undefined && record(value.csi).readOnly !== true) {
          yield complain(pod.object, `${path}.csi.readOnly`, 'has to be true');
        }
      }
    }
  },
};
