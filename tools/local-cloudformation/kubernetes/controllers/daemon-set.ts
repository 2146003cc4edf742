/** Keeps a pod of a DaemonSet on each node, and replaces those of an old template a few nodes at a time. */
import { Controller, ControllerContext } from './controller';
import { makePod, refusePod } from './make-pod';
import { canonical, isOwnedBy, lettersOf, record, same, specOf, StoredObject } from '../api/values';

/** The nodes of every cluster that has any: enough for one to wait for the other. */
export const NODES = ['node-1', 'node-2'];

const HASH = 'controller-revision-hash';

export const serveNodes: Controller = context => context.store.all('DaemonSet').map(set => serve(set, context)).some(Boolean);

function serve(set: StoredObject, context: ControllerContext): boolean {
  const { store, lives } = context;
  const hash = lettersOf(canonical(specOf(set).template), 10);
  const pods = podsOf(set, context);
  const bare = nodesOf(set, context).filter(node => pods.every(pod => specOf(pod).nodeName !== node));
  const refusal = bare.length > 0 ? refusePod(set, context) : undefined;
  if (bare.length > 0 && refusal === undefined) {
    bare.forEach(nodeName => makePod(set, context, { labels: { [HASH]: hash }, spec: { nodeName } }));
    return true;
  }
  const leaving = [...strays(set, pods, context), ...outdated(set, pods, hash, context)];
  leaving.forEach(pod => {
    store.drop(pod);
    lives.delete(pod.metadata.uid);
  });
  return leaving.length > 0 || report(set, hash, refusal, context);
}

function nodesOf(set: StoredObject, { around, store }: ControllerContext): readonly string[] {
  const labels = record(record(specOf(set).template).metadata).labels;
  const place = { namespace: set.metadata.namespace ?? '', labels: record(labels) as Record<string, string> };
  return around.hasNodes(place, store.all('NodePool').length) ? NODES : [];
}

function podsOf(set: StoredObject, { store }: Pick<ControllerContext, 'store'>): StoredObject[] {
  return store.all('Pod', set.metadata.namespace ?? '').filter(pod => isOwnedBy(pod, set));
}

/** Pods whose node has gone. */
function strays(set: StoredObject, pods: readonly StoredObject[], context: ControllerContext): StoredObject[] {
  const nodes = nodesOf(set, context);
  return pods.filter(pod => !nodes.includes(String(specOf(pod).nodeName)));
}

/** Pods of an old template that may go now. Those that are not well cost nothing; a node has no room for two. */
function outdated(set: StoredObject, pods: readonly StoredObject[], hash: string, context: ControllerContext): StoredObject[] {
  const { type = 'RollingUpdate', rollingUpdate } = record(specOf(set).updateStrategy);
  if (type !== 'RollingUpdate') { return []; }
  const old = pods.filter(pod => pod.metadata.labels?.[HASH] !== hash);
  const unwell = pods.filter(pod => !isReady(pod, context)).length;
  const sick = old.filter(pod => !isReady(pod, context));
  const room = Math.max(0, mostUnavailable(record(rollingUpdate).maxUnavailable ?? 1, pods.length) - unwell);
  return [...sick, ...old.filter(pod => isReady(pod, context)).slice(0, room)];
}

/** A share is rounded up, so that it is never none. */
function mostUnavailable(given: unknown, of: number): number {
  return typeof given === 'string' && given.endsWith('%') ? Math.ceil(Number(given.slice(0, -1)) * of / 100) : Number(given);
}

function isReady(pod: StoredObject, { lives, time }: ControllerContext): boolean {
  const { readyAt } = lives.get(pod.metadata.uid) ?? {};
  return readyAt !== undefined && readyAt <= time;
}

/** As the controller counts: some counts are left out when they are nothing. */
function report(set: StoredObject, hash: string, refusal: string | undefined, context: ControllerContext): boolean {
  const { store } = context;
  const pods = podsOf(set, context);
  const desired = nodesOf(set, context).length;
  const ready = pods.filter(pod => isReady(pod, context)).length;
  const counts = {
    updatedNumberScheduled: pods.filter(pod => pod.metadata.labels?.[HASH] === hash).length,
    numberAvailable: ready,
    numberUnavailable: desired - ready,
  };
  const status = {
    observedGeneration: set.metadata.generation,
    currentNumberScheduled: pods.length,
    desiredNumberScheduled: desired,
    numberMisscheduled: 0,
    numberReady: ready,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    ...refusal === undefined ? {} : { conditions: [{ type: 'FailedCreate', status: 'True', message: refusal }] },
  };
  const now = store.named('DaemonSet', set.metadata.namespace ?? '', set.metadata.name)!;
  if (same(status, now.status)) { return false; }
  store.put({ ...now, status });
  return true;
}
