import { Code, Finding, finding, Params } from '../../findings';
import { WorkloadSpec } from '../workload';

/** Says that something is wrong: what, where, and the values the message needs. */
export type Report = <C extends Code>(code: C, path: string, params: Params<C>) => void;

/** Looks at a complete specification and reports what breaks one invariant. Rules know nothing of each other. */
export type Rule = (spec: WorkloadSpec, report: Report) => void;

/** Everything the rules report, in the order of the rules. */
export function applyRules(rules: readonly Rule[], spec: WorkloadSpec): Finding[] {
  const findings: Finding[] = [];
  const report: Report = (code, path, params) => void findings.push(finding(code, path, params));
  rules.forEach(rule => rule(spec, report));
  return findings;
}
