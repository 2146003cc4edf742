/** A container mounts volumes that the pod has. */
import { Rule } from './rule';
import { complain } from '../app';
import { items, list, record } from '../object';

export const mountsHaveVolumes: Rule = {
  name: 'mounts have volumes',
  *check({ pods }) {
    for (const { object, spec, containers } of pods) {
      const claims = object.kind === 'StatefulSet' ? list(record(object.spec).volumeClaimTemplates).map(claim => record(record(claim).metadata).name) : [];
      const volumes = [...list(spec.volumes).map(volume => record(volume).name), ...claims];
      for (const { value: { name }, path } of containers.flatMap(({ value, path: place }) => items(value.volumeMounts, `${place}.volumeMounts`))) {
        if (!volumes.includes(name)) {
          yield complain(object, `${path}.name`, `there is no volume '${String(name)}'`);
        }
      }
    }
  },
};
