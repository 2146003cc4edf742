import { applyRules, Rule } from './rule';
import { Finding } from '../../findings';
import { WorkloadSpec } from '../workload';

export const RULES: readonly Rule[] = [];

export function checkWorkload(spec: WorkloadSpec): Finding[] {
  return applyRules(RULES, spec);
}
