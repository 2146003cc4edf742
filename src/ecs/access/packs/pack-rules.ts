import { Rule } from '../rule';
import { Scope } from '../scope';
import { Subject } from '../subject';

/** What a pack is about. */
export interface PackParts {
  readonly scope: Scope;
  /** ARNs of the log groups in which the platform keeps what happens to tasks. */
  readonly eventLogs: readonly string[];
  /** ARNs of the log groups in which it keeps what is typed in shells. */
  readonly shellLogs: readonly string[];
  /** ARNs of the keys that encrypt shells on their way. */
  readonly shellKeys: readonly string[];
}

/**
 * The rules of a pack. Those of each workload may refer to what the workload has made, and so they go where the workload is; the
 * others refer to nothing but the cluster.
 */
export interface PackRules {
  base(parts: PackParts): Rule[];
  each(parts: PackParts, workloads: readonly Subject[]): Rule[];
}

/** All of several packs. */
export function together(...packs: readonly PackRules[]): PackRules {
  return {
    base: parts => packs.flatMap(pack => pack.base(parts)),
    each: (parts, workloads) => packs.flatMap(pack => pack.each(parts, workloads)),
  };
}
