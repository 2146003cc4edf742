import { labelsOf, REVISION, selectorOf } from './labels';
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
}

/** One set of objects in which a version follows the other. */
export function lasting(spec: WorkloadSpec): Version {
  return { name: spec.name, id: spec.name, labels: labelsOf(spec), selector: selectorOf(spec) };
}

/** Objects that are made with a version and go with it. */
export function passing(spec: WorkloadSpec, revision: string): Version {
  const mark = { [REVISION]: revision };
  return {
    name: `${spec.name}-${revision}`,
    id: `${spec.name}-revision`,
    labels: { ...labelsOf(spec), ...mark },
    selector: { ...selectorOf(spec), ...mark },
  };
}
