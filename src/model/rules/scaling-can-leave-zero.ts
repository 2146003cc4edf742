import { Rule } from './rule';
import { followsWork } from '../scaling';

/** CPU, memory and requests are measured on copies that run; only something outside can start the first one. */
export const scalingCanLeaveZero: Rule = ({ scaling }, report) => {
  if (scaling.kind !== 'range' || scaling.min !== 0 || scaling.max === 0) {
    return;
  }
  const wakes = scaling.policies.some(policy => followsWork(policy) || (policy.kind === 'schedule' && (policy.min ?? 0) > 0));
  if (!wakes) {
    report('ScalingFromZero', 'scaling.min', {});
  }
};
