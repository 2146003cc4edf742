/** Only an init container that always restarts is a sidecar; one that ends has nobody to ask whether it is ready. */
import { Rule } from './rule';
import { complain } from '../app';

const WHILE_RUNNING = ['startupProbe', 'livenessProbe', 'readinessProbe', 'lifecycle'];

export const sidecarsStartFirst: Rule = {
  name: 'sidecars start first',
  *check({ pods }) {
    for (const { object, containers } of pods) {
      for (const { value, path, init, sidecar } of containers) {
        if (value.restartPolicy !== undefined && !sidecar) {
          yield complain(object, `${path}.restartPolicy`, init ? `an init container that restarts does so always, not ${String(value.restartPolicy)}` : 'only init containers have one');
        }
        for (const member of WHILE_RUNNING.filter(name => init && !sidecar && value[name] !== undefined)) {
          yield complain(object, `${path}.${member}`, 'an init container that ends has none');
        }
      }
    }
  },
};
