/** How kinds are called in `kubectl get`, in messages, and which part of EKS brings the kinds that Kubernetes does not have itself. */
import { groupOf } from './values';
import { KINDS } from '../../../kubernetes/kinds';

export interface Resource {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  cj: 'CronJob',
  cm: 'ConfigMap',
  deploy: 'Deployment',
  ds: 'DaemonSet',
  hpa: 'HorizontalPodAutoscaler',
  limits: 'LimitRange',
  netpol: 'NetworkPolicy',
  ns: 'Namespace',
  pc: 'PriorityClass',
  pdb: 'PodDisruptionBudget',
  po: 'Pod',
  pv: 'PersistentVolume',
  pvc: 'PersistentVolumeClaim',
  quota: 'ResourceQuota',
  rs: 'ReplicaSet',
  sa: 'ServiceAccount',
  sc: 'StorageClass',
  sts: 'StatefulSet',
  svc: 'Service',
};

const RESOURCES: readonly Resource[] = Object.entries(KINDS).map(([key, { namespaced }]) => {
  const [apiVersion, kind] = key.split(' ');
  return { group: groupOf(apiVersion), version: apiVersion.split('/').pop()!, kind, plural: pluralOf(kind), namespaced };
});

function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : /(s|x|ch)$/.test(word) ? `${word}es` : `${word}s`;
}

/** The resource of an object. Undefined for kinds that nobody described. */
export function resourceOf(apiVersion: string, kind: string): Resource | undefined {
  return RESOURCES.find(resource => resource.kind === kind && apiVersionOf(resource) === apiVersion);
}

export function apiVersionOf({ group, version }: Resource): string {
  return group ? `${group}/${version}` : version;
}

/** For example `deploy`, `deployments`, `Deployment` or `deployments.apps`. */
export function resourceNamed(given: string): Resource | undefined {
  const [word, ...group] = given.toLowerCase().split('.');
  return RESOURCES.find(resource => [resource.kind.toLowerCase(), resource.plural, SHORT_NAMES[word]?.toLowerCase() === resource.kind.toLowerCase() ? word : ''].includes(word)
    && (group.length === 0 || resource.group === group.join('.')));
}

/** For example `deployments.apps`, as messages call them. */
export function qualified({ plural, group }: Pick<Resource, 'plural' | 'group'>): string {
  return group ? `${plural}.${group}` : plural;
}

/** What brings a group of kinds into the cluster. */
export type Extension = 'auto-mode' | 'load-balancer-controller' | 'secrets-store';

const EXTENSIONS: Readonly<Record<string, Extension>> = {
  'eks.amazonaws.com': 'auto-mode',
  'karpenter.sh': 'auto-mode',
  'elbv2.k8s.aws': 'load-balancer-controller',
  'secrets-store.csi.x-k8s.io': 'secrets-store',
};

/** Undefined for kinds of Kubernetes itself. */
export function extensionOf(group: string): Extension | undefined {
  return EXTENSIONS[group];
}
