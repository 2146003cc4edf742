import { anyPodOf, labelsOf, REVISION, selectorOf } from './labels';
import { WorkloadSpec } from '../model';

/** How the objects are told apart that belong to the pods of one version, or of all of them in turn. */
export interface Version {
  /** What the objects are called. */
  readonly name: string;
  /** Stands for the name in the ids of constructs, which have to be known before synthesis. */
  readonly id: string;
  readonly labels: Record<string, string>;
  /** What selects the pods. */
  readonly selector: Record<string, string>;
  /** What selects them together with all that may come and go by the same ways. */
  readonly kin: Record<string, string>;
}

/** One set of objects in which a version follows the other. */
export function lasting(spec: WorkloadSpec): Version {
  return { name: spec.name, id: spec.name, labels: labelsOf(spec), selector: selectorOf(spec), kin: anyPodOf(spec) };
}

/**
 * Objects that are made with a version and go with it. Its pods are an instance of their own, so that nothing that lasts takes them for
 * its own while a workload moves from one way of rolling out to the other.
 */
export function passing(spec: WorkloadSpec, revision: string): Version {
  const name = `${spec.name}-${revision}`;
  const mark = { 'app.kubernetes.io/instance': name, [REVISION]: revision };
  const selector = { ...selectorOf(spec), ...mark };
  // Versions may listen on different ports, so each is let in by itself.
  return { name, id: `${spec.name}-revision`, labels: { ...labelsOf(spec), ...mark }, selector, kin: selector };
}

/** Objects that last, beside those of the workload's name. */
export function beside(spec: WorkloadSpec, suffix: string): Version {
  const version = lasting(spec);
  return { ...version, name: `${spec.name}-${suffix}`, id: `${spec.name}-${suffix}` };
}
