/** What the server fills in where an object says nothing, as far as anything here depends on it. */
import { record, StoredObject } from './values';

const DEFAULTS: Readonly<Record<string, object>> = {
  DaemonSet: { revisionHistoryLimit: 10, updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } } },
  Deployment: {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
  },
  HorizontalPodAutoscaler: { minReplicas: 1 },
  Job: { completions: 1, parallelism: 1, backoffLimit: 6 },
  ReplicaSet: { replicas: 1 },
  Service: { type: 'ClusterIP' },
  StatefulSet: { replicas: 1 },
};

export function withDefaults(object: StoredObject): StoredObject {
  const { kind, metadata } = object;
  if (kind === 'Namespace') {
    return { ...object, metadata: { ...metadata, labels: { 'kubernetes.io/metadata.name': metadata.name, ...metadata.labels } }, status: { phase: 'Active' } };
  }
  const defaults = Object.hasOwn(DEFAULTS, kind) ? DEFAULTS[kind] : undefined;
  return defaults ? { ...object, spec: { ...defaults, ...record(object.spec) } } : object;
}
