import { complete } from './complete';
import { checkWorkload } from './rules';
import { WorkloadDefaults, WorkloadDraft, WorkloadSpec } from './workload';
import { Finding } from '../findings';
import { deepFreeze } from '../private/deep-freeze';

/** A specification that can no longer change, and everything that is wrong with it. */
export interface Sealed {
  readonly spec: WorkloadSpec;
  readonly findings: readonly Finding[];
}

/**
 * The one door into the model: fills in the defaults, applies every rule, freezes.
 *
 * It never throws over what it was given; whoever calls it refuses the findings, next to the construct they belong to.
 */
export function seal(draft: WorkloadDraft, defaults: WorkloadDefaults): Sealed {
  const spec = deepFreeze(complete(draft, defaults));
  return { spec, findings: checkWorkload(spec) };
}
