import { WorkloadSpec } from '../model';

/**
 * What selects the pods of a workload that are replaced in place. A Deployment's selector can never change, so there is nothing in it
 * that could.
 */
export function selectorOf({ name }: WorkloadSpec): Record<string, string> {
  return { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name };
}

/** What selects the pods of a workload whatever their rollout: names are unique within a namespace. */
export function anyPodOf({ name }: WorkloadSpec): Record<string, string> {
  return { 'app.kubernetes.io/name': name };
}

/** What people and tools find the objects of a workload by. */
export function labelsOf(spec: WorkloadSpec): Record<string, string> {
  return { ...selectorOf(spec), 'app.kubernetes.io/managed-by': 'cdk-container-platform' };
}

/** Tells the pods of one version from those of another. */
export const REVISION = 'cdk-container-platform/revision';
