/** A claim finds a volume that is there, or a storage class that makes one; both have to offer what it wants. */
import { Rule } from './rule';
import { App, complain, namespaceOf } from '../app';
import { items, KubernetesObject, list, record } from '../object';
import { quantity } from '../syntax';

export const claimsFindVolumes: Rule = {
  name: 'claims find volumes',
  *check(app) {
    for (const object of app.ofKind('PersistentVolumeClaim')) {
      const claim = record(object.spec);
      const volume = app.find('PersistentVolume', claim.volumeName);
      if (volume !== undefined) {
        yield* checkVolume(object, claim, record(volume.spec));
      } else if (claim.volumeName !== undefined) {
        yield complain(object, 'spec.volumeName', `there is no PersistentVolume '${String(claim.volumeName)}'`);
      } else {
        yield* checkClass(app, object, claim, 'spec');
      }
    }
    for (const object of app.ofKind('StatefulSet')) {
      for (const { value, path } of items(record(object.spec).volumeClaimTemplates, 'spec.volumeClaimTemplates')) {
        yield* checkClass(app, object, record(value.spec), `${path}.spec`);
      }
    }
  },
};

function* checkVolume(object: KubernetesObject, claim: Record<string, any>, volume: Record<string, any>) {
  const { namespace = namespaceOf(object), name = object.metadata.name } = record(volume.claimRef);
  if (namespace !== namespaceOf(object) || name !== object.metadata.name) {
    yield complain(object, 'spec.volumeName', `the volume is kept for ${String(namespace)}/${String(name)}`);
  }
  if (claim.storageClassName !== (volume.storageClassName ?? '')) {
    yield complain(object, 'spec.storageClassName', `'${String(claim.storageClassName ?? '(the default)')}' is not that of the volume, '${String(volume.storageClassName ?? '')}'`);
  }
  const strange = list(claim.accessModes).find(mode => !list(volume.accessModes).includes(mode));
  if (strange !== undefined) {
    yield complain(object, 'spec.accessModes', `the volume does not offer ${String(strange)}`);
  }
  const [wanted, offered] = [quantity(record(record(claim.resources).requests).storage), quantity(record(volume.capacity).storage)];
  if (wanted !== undefined && offered !== undefined && wanted > offered) {
    yield complain(object, 'spec.resources.requests.storage', 'is more than the volume has');
  }
}

function* checkClass(app: App, object: KubernetesObject, { storageClassName }: Record<string, any>, path: string) {
  const classes = app.ofKind('StorageClass');
  const found = storageClassName === undefined
    ? classes.some(({ metadata }) => record(metadata.annotations)['storageclass.kubernetes.io/is-default-class'] === 'true')
    : classes.some(({ metadata }) => metadata.name === storageClassName) || app.ofKind('PersistentVolume').some(({ spec }) => (record(spec).storageClassName ?? '') === storageClassName);
  if (!found) {
    yield complain(object, `${path}.storageClassName`, storageClassName === undefined ? 'is missing, and no StorageClass is the default' : `there is no StorageClass '${String(storageClassName)}'`);
  }
}
