/** The kinds of objects the checker knows. It refuses others: what nobody described cannot be checked. */

export interface Kind {
  /** The name of its type, in `structure/`. */
  readonly type: string;
  /** Whether its objects live in a namespace. */
  readonly namespaced: boolean;
}

const inNamespace = (type: string): Kind => ({ type, namespaced: true });
const inCluster = (type: string): Kind => ({ type, namespaced: false });

/** Kinds of Kubernetes itself. Their types are generated. */
export const NATIVE_KINDS: Readonly<Record<string, Kind>> = {
  'v1 ConfigMap': inNamespace('V1ConfigMap'),
  'v1 LimitRange': inNamespace('V1LimitRange'),
  'v1 Namespace': inCluster('V1Namespace'),
  'v1 PersistentVolume': inCluster('V1PersistentVolume'),
  'v1 PersistentVolumeClaim': inNamespace('V1PersistentVolumeClaim'),
  'v1 Pod': inNamespace('V1Pod'),
  'v1 ResourceQuota': inNamespace('V1ResourceQuota'),
  'v1 Secret': inNamespace('V1Secret'),
  'v1 Service': inNamespace('V1Service'),
  'v1 ServiceAccount': inNamespace('V1ServiceAccount'),
  'apps/v1 DaemonSet': inNamespace('V1DaemonSet'),
  'apps/v1 Deployment': inNamespace('V1Deployment'),
  'apps/v1 ReplicaSet': inNamespace('V1ReplicaSet'),
  'apps/v1 StatefulSet': inNamespace('V1StatefulSet'),
  'autoscaling/v2 HorizontalPodAutoscaler': inNamespace('V2HorizontalPodAutoscaler'),
  'batch/v1 CronJob': inNamespace('V1CronJob'),
  'batch/v1 Job': inNamespace('V1Job'),
  'networking.k8s.io/v1 NetworkPolicy': inNamespace('V1NetworkPolicy'),
  'policy/v1 PodDisruptionBudget': inNamespace('V1PodDisruptionBudget'),
  'rbac.authorization.k8s.io/v1 ClusterRole': inCluster('V1ClusterRole'),
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': inCluster('V1ClusterRoleBinding'),
  'rbac.authorization.k8s.io/v1 Role': inNamespace('V1Role'),
  'rbac.authorization.k8s.io/v1 RoleBinding': inNamespace('V1RoleBinding'),
  'scheduling.k8s.io/v1 PriorityClass': inCluster('V1PriorityClass'),
  'storage.k8s.io/v1 StorageClass': inCluster('V1StorageClass'),
};

/** Kinds that AWS and others add to a cluster. Their types are written by hand. */
export const CUSTOM_KINDS: Readonly<Record<string, Kind>> = {
  'eks.amazonaws.com/v1 NodeClass': inCluster('NodeClass'),
  'eks.amazonaws.com/v1 TargetGroupBinding': inNamespace('TargetGroupBinding'),
  'elbv2.k8s.aws/v1beta1 TargetGroupBinding': inNamespace('TargetGroupBinding'),
  'karpenter.sh/v1 NodePool': inCluster('NodePool'),
  'secrets-store.csi.x-k8s.io/v1 SecretProviderClass': inNamespace('SecretProviderClass'),
};

export const KINDS: Readonly<Record<string, Kind>> = { ...NATIVE_KINDS, ...CUSTOM_KINDS };

/** The kind of an object. Undefined if it is not known. */
export function kindOf(object: { readonly apiVersion?: unknown; readonly kind?: unknown }): Kind | undefined {
  const key = `${String(object.apiVersion)} ${String(object.kind)}`;
  return Object.hasOwn(KINDS, key) ? KINDS[key] : undefined;
}
