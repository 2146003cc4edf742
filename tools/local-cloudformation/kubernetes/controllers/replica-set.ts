/** Keeps as many pods as a ReplicaSet says. What would refuse a pod refuses it here, and not when the Deployment is made. */
import { Controller, ControllerContext } from './controller';
import { makePod, refusePod } from './make-pod';
import { isOwnedBy, same, specOf, StoredObject } from '../api/values';

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
