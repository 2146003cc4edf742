/**
 * The rules of the checker of manifests (tools/kubernetes) that an API server enforces itself, on one object alone. The others
 * are about things that a server takes and that then do not work, or that it may be told about later.
 */
import { checkStructure, Complaint, KubernetesObject } from '../../../kubernetes';
import { App } from '../../../kubernetes/app';
import { RULES } from '../../../kubernetes/rules';

export const ENFORCED: readonly string[] = [
  'autoscaler bounds are ordered',
  'claims are complete',
  'container ports are valid',
  'containers are complete',
  'counts are not negative',
  'deadlines leave time',
  'disruption budgets have one bound',
  'jobs can end',
  'labels and annotations are valid',
  'limits cover requests',
  'mount paths are unique',
  'mounts have volumes',
  'names are valid',
  'objects are small',
  'pods restart as their kind needs',
  'quantities are valid',
  'rollouts can move',
  'selectors match templates',
  'service ports are valid',
  'volumes have one source',
];

const enforced = RULES.filter(({ name }) => ENFORCED.includes(name));
const podSecurity = RULES.filter(({ name }) => name === 'pods pass pod security');

/** Unknown and missing members, wrong types. */
export function structureOf(object: object): Complaint[] {
  return checkStructure(object);
}

export function meaningOf(object: KubernetesObject): Complaint[] {
  return enforced.flatMap(rule => [...rule.check(new App([object]))]);
}

/** What the namespace's pod security has against a pod; controllers are taken whatever their pods are. */
export function podSecurityOf(pod: KubernetesObject, namespace: KubernetesObject): Complaint[] {
  return podSecurity.flatMap(rule => [...rule.check(new App([namespace, pod]))]);
}
