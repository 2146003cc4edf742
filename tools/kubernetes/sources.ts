/** Where pods take values from: keys of ConfigMaps and Secrets. */
import { App, Pod } from './app';
import { items, list, record } from './object';

/** A place in a pod that names a ConfigMap or Secret, and the keys of it that it needs. */
export interface Use {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: unknown;
  readonly keys: readonly unknown[];
  readonly path: string;
}

/** Everything a pod cannot start without. */
export function usesOf({ spec, path, containers }: Pod): Use[] {
  const volumes = items(spec.volumes, `${path}.volumes`);
  const projected = volumes.flatMap(volume => items(record(volume.value.projected).sources, `${volume.path}.projected.sources`));
  const variables = containers.flatMap(container => items(container.value.env, `${container.path}.env`));
  const variableSources = containers.flatMap(container => items(container.value.envFrom, `${container.path}.envFrom`));
  const uses: { readonly value: unknown; readonly kind: Use['kind']; readonly path: string; readonly named?: string }[] = [
    ...variables.flatMap(({ value: { valueFrom }, path: place }) => [
      { value: record(valueFrom).configMapKeyRef, kind: 'ConfigMap' as const, path: `${place}.valueFrom.configMapKeyRef` },
      { value: record(valueFrom).secretKeyRef, kind: 'Secret' as const, path: `${place}.valueFrom.secretKeyRef` },
    ]),
    ...variableSources.flatMap(({ value, path: place }) => [
      { value: value.configMapRef, kind: 'ConfigMap' as const, path: `${place}.configMapRef` },
      { value: value.secretRef, kind: 'Secret' as const, path: `${place}.secretRef` },
    ]),
    ...[...volumes, ...projected].flatMap(({ value, path: place }) => [
      { value: value.configMap, kind: 'ConfigMap' as const, path: `${place}.configMap` },
      { value: value.secret, kind: 'Secret' as const, path: `${place}.secret`, named: 'secretName' },
    ]),
  ];
  return uses.filter(({ value }) => value !== undefined && record(value).optional !== true).map(({ value, kind, path: place, named }) => {
    const { key, items: entries, name, ...others } = record(value);
    return { kind, path: place, name: name ?? others[named ?? 'name'], keys: [...(key === undefined ? [] : [key]), ...list(entries).map(entry => record(entry).key)] };
  });
}

/** A Secret that a SecretProviderClass makes in the cluster, as soon as a pod mounts it. */
export interface SyncedSecret {
  readonly keys: readonly unknown[];
  /** The class that makes it. */
  readonly provider: string;
}

/** What the SecretProviderClasses of a namespace make of a Secret's name. */
export function syncedSecrets(app: App, namespace: string, name: unknown): SyncedSecret[] {
  return app.ofKind('SecretProviderClass').filter(({ metadata }) => (metadata.namespace ?? 'default') === namespace)
    .flatMap(({ metadata, spec }) => list(record(spec).secretObjects).map(record).filter(({ secretName }) => secretName === name)
      .map(({ data }) => ({ provider: metadata.name, keys: list(data).map(entry => record(entry).key) })));
}

/** The SecretProviderClasses that a pod really mounts: of a volume that no container mounts, nothing is fetched. */
export function providersOf({ spec, containers }: Pod): unknown[] {
  const mounted = containers.flatMap(({ value }) => list(value.volumeMounts)).map(mount => record(mount).name);
  return list(spec.volumes).map(record).filter(({ name }) => mounted.includes(name)).map(providerOf).filter(provider => provider !== undefined);
}

/** The SecretProviderClass that a volume is of. */
export function providerOf({ csi }: Record<string, any>): unknown {
  const { driver, volumeAttributes } = record(csi);
  return driver === 'secrets-store.csi.k8s.io' ? record(volumeAttributes).secretProviderClass : undefined;
}
