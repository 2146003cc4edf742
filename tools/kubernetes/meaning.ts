/** Asks every rule what it thinks of the objects of an app. */
import { App } from './app';
import { Complaint, KubernetesObject } from './object';
import { RULES } from './rules';

/**
 * What only the API server knows, or nobody: a Service whose selector finds no pods is a good object that does not work.
 *
 * Takes everything one app puts into the cluster, its namespaces too: what is referred to must be among the objects.
 */
export function checkMeaning(objects: readonly KubernetesObject[]): Complaint[] {
  const app = new App(objects);
  return RULES.flatMap(rule => [...rule.check(app)]);
}
