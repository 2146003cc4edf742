/** Gives every pod template of a Deployment a ReplicaSet, and moves the pods from the old sets to the new one. */
import { Controller, ControllerContext } from './controller';
import { boundsOf, nextOfNew, nextOfOld, SetCount } from './rollout';
import { canonical, isOwnedBy, lettersOf, record, same, specOf, statusOf, StoredObject } from '../api/values';

const REVISION = 'deployment.kubernetes.io/revision';
const HASH = 'pod-template-hash';

export const deploy: Controller = context => context.store.all('Deployment').map(deployment => rollOut(deployment, context)).some(Boolean);

function rollOut(deployment: StoredObject, context: ControllerContext): boolean {
  const { store } = context;
  const mine = store.all('ReplicaSet', deployment.metadata.namespace).filter(set => isOwnedBy(set, deployment));
  const sets = mine.sort((a, b) => revisionOf(a) - revisionOf(b));
  const hash = lettersOf(canonical(specOf(deployment).template), 10);
  const known = sets.find(set => set.metadata.labels?.[HASH] === hash);
  const latest = Math.max(0, ...sets.map(revisionOf));
  if (!known) {
    makeSet(deployment, hash, latest + 1, context);
    return true;
  }
  if (revisionOf(known) < latest) {
    store.put({ ...known, metadata: { ...known.metadata, annotations: { ...known.metadata.annotations, [REVISION]: String(latest + 1) } } });
    return true;
  }
  const old = sets.filter(set => set !== known);
  return scale(deployment, known, old, context) || forget(deployment, old, context) || report(deployment, known, old, context);
}

const revisionOf = (set: StoredObject): number => Number(set.metadata.annotations?.[REVISION] ?? 0);
const countOf = (set: StoredObject): SetCount => {
  const { availableReplicas = 0 } = statusOf(set);
  return { replicas: Number(specOf(set).replicas), available: Number(availableReplicas) };
};

function makeSet({ metadata: { name, namespace, uid }, spec }: StoredObject, hash: string, revision: number, { make }: ControllerContext): void {
  const template = record(record(spec).template);
  const labels = { ...record(record(template.metadata).labels), [HASH]: hash };
  make({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`, namespace, labels, annotations: { [REVISION]: String(revision) }, ownerReferences: [{ kind: 'Deployment', name, uid }],
    },
    spec: {
      replicas: 0,
      minReadySeconds: record(spec).minReadySeconds,
      selector: { matchLabels: { ...record(record(record(spec).selector).matchLabels), [HASH]: hash } },
      template: { ...template, metadata: { ...record(template.metadata), labels } },
    },
  });
}

/** One step of the rollout; the sets' pods follow, and then comes the next. */
function scale(deployment: StoredObject, current: StoredObject, old: readonly StoredObject[], { store }: ControllerContext): boolean {
  const bounds = boundsOf(specOf(deployment));
  const resize = (set: StoredObject, replicas: number): boolean => {
    if (Number(specOf(set).replicas) === replicas) { return false; }
    store.put({ ...set, spec: { ...specOf(set), replicas } });
    return true;
  };
  if (record(specOf(deployment).strategy).type === 'Recreate') {
    return old.some(set => countOf(set).replicas > 0) ? old.map(set => resize(set, 0)).some(Boolean) : resize(current, bounds.desired);
  }
  if (resize(current, nextOfNew(countOf(current), old.map(countOf), bounds))) { return true; }
  const next = nextOfOld(countOf(current), old.map(countOf), bounds);
  return old.map((set, i) => resize(set, next[i])).some(Boolean);
}

/** Sets that are empty are kept for a while, to go back to. */
function forget(deployment: StoredObject, old: readonly StoredObject[], { store }: ControllerContext): boolean {
  const empty = old.filter(set => countOf(set).replicas === 0);
  const gone = empty.slice(0, Math.max(0, empty.length - Number(specOf(deployment).revisionHistoryLimit ?? 10)));
  gone.forEach(set => store.drop(set));
  return gone.length > 0;
}

function report(deployment: StoredObject, current: StoredObject, old: readonly StoredObject[], { store }: ControllerContext): boolean {
  const sum = (member: string, sets: readonly StoredObject[]) => sets.reduce((count, set) => count + Number(statusOf(set)[member] ?? 0), 0);
  const all = [current, ...old];
  const { desired, maxUnavailable } = boundsOf(specOf(deployment));
  const available = sum('availableReplicas', all);
  const counts = { replicas: sum('replicas', all), updatedReplicas: sum('replicas', [current]), readyReplicas: sum('readyReplicas', all), availableReplicas: available };
  const status = {
    observedGeneration: deployment.metadata.generation,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    conditions: [{ type: 'Available', status: available >= desired - maxUnavailable ? 'True' : 'False' }],
  };
  if (same(status, deployment.status)) { return false; }
  store.put({ ...deployment, status });
  return true;
}
