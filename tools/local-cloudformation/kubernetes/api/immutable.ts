/** What of an object can never change. */
import { record, same, StoredObject } from './values';

/** Paths that keep their value. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  ClusterRoleBinding: ['roleRef'],
  DaemonSet: ['spec.selector'],
  Deployment: ['spec.selector'],
  Job: ['spec.template', 'spec.selector', 'spec.completions', 'spec.completionMode', 'spec.podFailurePolicy'],
  PersistentVolume: ['spec.csi', 'spec.hostPath', 'spec.nfs', 'spec.local', 'spec.volumeMode'],
  PersistentVolumeClaim: ['spec.accessModes', 'spec.selector', 'spec.storageClassName', 'spec.volumeName', 'spec.volumeMode', 'spec.dataSource'],
  PriorityClass: ['value', 'preemptionPolicy'],
  ReplicaSet: ['spec.selector'],
  RoleBinding: ['roleRef'],
  Secret: ['type'],
  Service: ['spec.clusterIP'],
  StatefulSet: ['spec.selector', 'spec.serviceName', 'spec.podManagementPolicy', 'spec.volumeClaimTemplates'],
  StorageClass: ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
  TargetGroupBinding: ['spec.targetGroupARN', 'spec.targetType', 'spec.ipAddressType', 'spec.vpcID'],
};

/** The first thing that would change and must not, in the server's words. */
export function forbiddenChange(before: StoredObject, after: StoredObject): string | undefined {
  if (record(before).immutable === true && !same([before.data, before.binaryData, true], [after.data, after.binaryData, after.immutable])) {
    return 'data: Forbidden: field is immutable when `immutable` is set';
  }
  const fixed = Object.hasOwn(FIXED, before.kind) ? FIXED[before.kind] : [];
  const path = fixed.find(candidate => !same(valueAt(before, candidate), valueAt(after, candidate)));
  return path && `${path}: Invalid value: ${JSON.stringify(valueAt(after, path)) ?? 'null'}: field is immutable`;
}

function valueAt(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, step) => record(value)[step], object);
}
