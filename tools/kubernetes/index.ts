/**
 * Checks rendered Kubernetes objects without a cluster: their structure, and what otherwise only the API server, or a pod
 * that never starts, would say.
 *
 * Objects are plain JSON, and all of one app together, with its namespaces: what is referred to has to be among them. What
 * CloudFormation will fill in is there as some string; with `${...}` in it, it is not checked for its spelling.
 */
import { checkMeaning } from './meaning';
import { Complaint, KubernetesObject, record } from './object';
import { checkStructure } from './structure/check';

export { checkMeaning } from './meaning';
export type { Complaint, KubernetesObject } from './object';
export { checkStructure } from './structure/check';

/** Both checks of all objects of one app. What is no object at all is left to the first. */
export function checkObjects(objects: readonly unknown[]): Complaint[] {
  const named = objects.filter((object): object is KubernetesObject => {
    const { apiVersion, kind, metadata } = record(object);
    return [apiVersion, kind, record(metadata).name].every(value => typeof value === 'string');
  });
  return [...objects.flatMap(checkStructure), ...checkMeaning(named)];
}
