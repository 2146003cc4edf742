/** Keeps as many pods as a ReplicaSet says. What would refuse a pod refuses it here, and not when the Deployment is made. */
import { Controller, ControllerContext, PodLife } from './controller';
import { podSecurityOf } from '../api/rules';
import { isOwnedBy, record, same, specOf, StoredObject } from '../api/values';

export const replicate: Controller = context => context.store.all('ReplicaSet').map(set => {
  const pods = context.store.all('Pod', set.metadata.namespace ?? '').filter(pod => isOwnedBy(pod, set));
  const missing = Number(specOf(set).replicas) - pods.length;
  const refusal = missing > 0 ? refusePod(set, context) : undefined;
  if (missing > 0 && refusal === undefined) {
    for (let i = 0; i < missing; i++) { makePod(set, context); }
    return true;
  }
  const superfluous = leastValuable(pods, context).slice(0, Math.max(0, -missing));
  superfluous.forEach(pod => {
    context.store.drop(pod);
    context.lives.delete(pod.metadata.uid);
  });
  return report(set, refusal, context) || superfluous.length > 0;
}).some(Boolean);

/** A set takes away what is not ready first, then what is youngest. */
function leastValuable(pods: readonly StoredObject[], { lives }: ControllerContext): StoredObject[] {
  const ready = (pod: StoredObject) => lives.get(pod.metadata.uid)?.readyAt ?? Infinity;
  return [...pods].sort((a, b) => ready(b) === ready(a) ? 0 : ready(b) - ready(a));
}

const accountOf = (set: StoredObject): string => String(record(record(specOf(set).template).spec).serviceAccountName ?? 'default');

function refusePod(set: StoredObject, { store }: ControllerContext): string | undefined {
  const { namespace = '' } = set.metadata;
  if (!store.named('ServiceAccount', namespace, accountOf(set))) { return `serviceaccount "${accountOf(set)}" not found`; }
  const place = store.named('Namespace', '', namespace);
  const [complaint] = place ? podSecurityOf({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace }, spec: record(specOf(set).template).spec }, place) : [];
  return complaint && `violates PodSecurity: ${complaint.path} ${complaint.message}`;
}

function makePod(set: StoredObject, { make, lives, around, store, suffix, address }: ControllerContext): void {
  const { name, namespace = '', uid } = set.metadata;
  const template = record(specOf(set).template);
  const pod = make({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${name}-${suffix()}`,
      namespace,
      labels: record(record(template.metadata).labels),
      annotations: record(record(template.metadata).annotations),
      ownerReferences: [{ kind: 'ReplicaSet', name, uid }],
    },
    spec: template.spec,
    status: { phase: 'Pending', podIP: address() },
  });
  const account = store.named('ServiceAccount', namespace, accountOf(set));
  const place = { namespace, labels: pod.metadata.labels ?? {} };
  const life: PodLife = { role: around.roleOf(place, accountOf(set), account?.metadata.annotations ?? {}) };
  lives.set(pod.metadata.uid, life);
}

function report(set: StoredObject, refusal: string | undefined, { store, lives, time }: ControllerContext): boolean {
  const pods = store.all('Pod', set.metadata.namespace ?? '').filter(pod => isOwnedBy(pod, set));
  const ready = pods.flatMap(pod => lives.get(pod.metadata.uid)?.readyAt ?? []).filter(at => at <= time);
  const available = ready.filter(at => at + Number(specOf(set).minReadySeconds ?? 0) <= time);
  const counts = { fullyLabeledReplicas: pods.length, readyReplicas: ready.length, availableReplicas: available.length };
  const status = {
    replicas: pods.length,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    ...refusal === undefined ? {} : { conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: refusal }] },
  };
  const now = store.named('ReplicaSet', set.metadata.namespace ?? '', set.metadata.name)!;
  if (same(status, now.status)) { return false; }
  store.put({ ...now, status });
  return true;
}
