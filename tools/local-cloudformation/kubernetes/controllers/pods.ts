/** The life of a pod: it waits for what it needs, starts, gets ready, and is registered with load balancers. */
import { Controller, ControllerContext, PodLife } from './controller';
import { bindingsOf, refuseBinding } from './targets';
import { list, record, same, specOf, StoredObject } from '../api/values';

/** From the start of the containers to the first good answer, in seconds. */
export const START_SECONDS = 5;
/** What a load balancer takes on top to find a new target healthy. */
export const REGISTRATION_SECONDS = 10;

/** Labels of a namespace whose pods are ready only when the load balancer has found them healthy. */
const GATES = ['eks.amazonaws.com/pod-readiness-gate-inject', 'elbv2.k8s.aws/pod-readiness-gate-inject'];

export const live: Controller = context => context.store.all('Pod').map(pod => {
  const life = context.lives.get(pod.metadata.uid) ?? {};
  context.lives.set(pod.metadata.uid, life);
  const before = { ...life };
  if (life.readyAt === undefined) { advance(pod, life, context); }
  return report(pod, life, context) || !same(before, life);
}).some(Boolean);

/** When something happens to pods by itself: they get ready, and later count as available. */
export function podMoments({ store, lives }: ControllerContext): number[] {
  return store.all('Pod').flatMap(pod => {
    const { readyAt } = lives.get(pod.metadata.uid) ?? {};
    const owner = pod.metadata.ownerReferences?.[0];
    const set = owner && store.named(owner.kind, pod.metadata.namespace ?? '', owner.name);
    return readyAt === undefined ? [] : [readyAt, readyAt + Number(specOf(set ?? pod).minReadySeconds ?? 0)];
  });
}

function advance(pod: StoredObject, life: PodLife, context: ControllerContext): void {
  life.waiting = life.startedAt === undefined ? blocker(pod, context) : undefined;
  if (life.waiting !== undefined) { return; }
  life.startedAt ??= context.time;
  life.waiting = unanswered(pod, context) ?? unregistered(pod, context);
  if (life.waiting !== undefined) { return; }
  const registration = isGated(pod, context) ? REGISTRATION_SECONDS : 0;
  life.readyAt = Math.max(context.time, life.startedAt + START_SECONDS + registration);
}

/** Why the containers cannot start. */
function blocker(pod: StoredObject, { store, around }: ControllerContext): string | undefined {
  const { namespace = '' } = pod.metadata;
  if (!around.hasNodes({ namespace, labels: pod.metadata.labels ?? {} }, store.all('NodePool').length)) { return 'Unschedulable: no nodes available to schedule pods'; }
  const volumes = list(specOf(pod).volumes).map(record);
  const claims = volumes.flatMap(volume => record(volume.persistentVolumeClaim).claimName ?? []);
  const claim = claims.find(name => !store.named('PersistentVolumeClaim', namespace, String(name)));
  if (claim !== undefined) { return `Unschedulable: persistentvolumeclaim "${String(claim)}" not found`; }
  const secretVolumes = volumes.map(volume => record(volume.csi)).filter(({ driver }) => driver === 'secrets-store.csi.k8s.io');
  const classes = secretVolumes.map(csi => String(record(csi.volumeAttributes).secretProviderClass));
  if (classes.length > 0 && !around.has('secrets-store')) { return 'FailedMount: driver name secrets-store.csi.k8s.io not found in the list of registered CSI drivers'; }
  const noClass = classes.find(name => !store.named('SecretProviderClass', namespace, name));
  if (noClass !== undefined) { return `FailedMount: secretproviderclasses.secrets-store.csi.x-k8s.io "${noClass}" not found`; }
  const synced = classes.flatMap(name => list(specOf(store.named('SecretProviderClass', namespace, name)!).secretObjects));
  const mounted = new Set(synced.map(object => String(record(object).secretName)));
  const missing = references(pod).find(({ kind, name }) => !store.named(kind, namespace, name) && !(kind === 'Secret' && mounted.has(name)));
  if (missing) { return `CreateContainerConfigError: ${missing.kind.toLowerCase()} "${missing.name}" not found`; }
  const image = containersOf(pod).map(container => String(container.image)).find(name => around.faults.image?.(name) === 'never ready');
  return image && `ImagePullBackOff: Back-off pulling image "${image}"`;
}

/** Why the containers run and the pod is not ready. */
function unanswered(pod: StoredObject, { around }: ControllerContext): string | undefined {
  const silent = containersOf(pod).find(container => ['startupProbe', 'readinessProbe']
    .some(name => container[name] !== undefined && around.faults.probe?.(record(container[name]), String(container.image)) === 'never ready'));
  return silent && `Unhealthy: a probe of container ${String(silent.name)} is not answered`;
}

function unregistered(pod: StoredObject, context: ControllerContext): string | undefined {
  if (!isGated(pod, context)) { return undefined; }
  const refusals = bindingsOf(pod, context).flatMap(binding => refuseBinding(binding, context) ?? []);
  return refusals.length === 0 ? undefined : `ReadinessGatesNotReady: ${refusals[0]}`;
}

function isGated(pod: StoredObject, context: ControllerContext): boolean {
  const labels = context.store.named('Namespace', '', pod.metadata.namespace ?? '')?.metadata.labels ?? {};
  return GATES.some(gate => labels[gate] === 'enabled') && bindingsOf(pod, context).length > 0;
}

function containersOf(pod: StoredObject): Record<string, any>[] {
  return [...list(specOf(pod).initContainers), ...list(specOf(pod).containers)].map(record);
}

/** ConfigMaps and Secrets without which a container is not started. */
function references(pod: StoredObject): { kind: string; name: string }[] {
  const wanted = (kind: string, source: unknown) => {
    const { name, optional } = record(source);
    return name === undefined || optional === true ? [] : [{ kind, name: String(name) }];
  };
  return containersOf(pod).flatMap(({ env, envFrom }) => {
    const variables = list(env).map(entry => record(record(entry).valueFrom));
    const sources = list(envFrom).map(record);
    return [
      ...variables.flatMap(from => [...wanted('ConfigMap', from.configMapKeyRef), ...wanted('Secret', from.secretKeyRef)]),
      ...sources.flatMap(from => [...wanted('ConfigMap', from.configMapRef), ...wanted('Secret', from.secretRef)]),
    ];
  });
}

function report(pod: StoredObject, life: PodLife, { store, time }: ControllerContext): boolean {
  const ready = life.readyAt !== undefined && life.readyAt <= time;
  const status = {
    ...record(pod.status),
    phase: life.startedAt === undefined ? 'Pending' : 'Running',
    conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', ...life.waiting === undefined ? {} : { message: life.waiting } }],
  };
  if (same(status, pod.status)) { return false; }
  store.put({ ...pod, status });
  return true;
}
