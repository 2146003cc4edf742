/** Keeps a Deployment within the bounds of its autoscaler. There is no load here, so the count moves only to the nearest bound. */
import { Controller } from './controller';
import { record, specOf } from '../api/values';

export const autoscale: Controller = ({ store }) => {
  let changed = false;
  for (const scaler of store.all('HorizontalPodAutoscaler')) {
    const { scaleTargetRef, minReplicas = 1, maxReplicas } = specOf(scaler);
    const { kind, name } = record(scaleTargetRef);
    const target = store.named(String(kind), scaler.metadata.namespace ?? '', String(name));
    const now = Number(specOf(target ?? scaler).replicas ?? 1);
    const next = Math.min(Math.max(now, Number(minReplicas)), Number(maxReplicas));
    // A count of nothing switches an autoscaler off.
    if (target && now !== 0 && next !== now) {
      store.put({ ...target, spec: { ...specOf(target), replicas: next } });
      changed = true;
    }
  }
  return changed;
};
