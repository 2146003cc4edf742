/** A claim says how it wants to use the storage, and how much of it; so does a volume. */
import { Rule } from './rule';
import { complain } from '../app';
import { items, KubernetesObject, list, record } from '../object';

/** What a PersistentVolume says besides what it is made of. */
const NOT_A_SOURCE = ['accessModes', 'capacity', 'claimRef', 'mountOptions', 'nodeAffinity', 'persistentVolumeReclaimPolicy', 'storageClassName', 'volumeAttributesClassName', 'volumeMode'];

export const claimsAreComplete: Rule = {
  name: 'claims are complete',
  *check(app) {
    for (const object of app.ofKind('PersistentVolumeClaim')) {
      yield* checkClaim(object, record(object.spec), 'spec');
    }
    for (const object of app.ofKind('StatefulSet')) {
      for (const { value, path } of items(record(object.spec).volumeClaimTemplates, 'spec.volumeClaimTemplates')) {
        yield* checkClaim(object, record(value.spec), `${path}.spec`);
      }
    }
    for (const object of app.ofKind('PersistentVolume')) {
      const spec = record(object.spec);
      const sources = Object.keys(spec).filter(member => !NOT_A_SOURCE.includes(member));
      if (list(spec.accessModes).length === 0) {
        yield complain(object, 'spec.accessModes', 'there are none');
      }
      if (record(spec.capacity).storage === undefined) {
        yield complain(object, 'spec.capacity.storage', 'is missing');
      }
      if (sources.length !== 1) {
        yield complain(object, 'spec', sources.length === 0 ? 'has no source' : `has several sources: ${sources.join(', ')}`);
      }
    }
  },
};

function* checkClaim(object: KubernetesObject, { accessModes, resources }: Record<string, any>, path: string) {
  if (list(accessModes).length === 0) {
    yield complain(object, `${path}.accessModes`, 'there are none');
  }
  if (record(record(resources).requests).storage === undefined) {
    yield complain(object, `${path}.resources.requests.storage`, 'is missing');
  }
}
