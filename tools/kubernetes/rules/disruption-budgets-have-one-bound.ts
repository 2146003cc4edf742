/** A disruption budget says either how many pods may be away or how many have to stay. */
import { Rule } from './rule';
import { complain } from '../app';
import { record } from '../object';
import { countOrPercent } from '../syntax';

export const disruptionBudgetsHaveOneBound: Rule = {
  name: 'disruption budgets have one bound',
  *check(app) {
    for (const object of app.ofKind('PodDisruptionBudget')) {
      const { minAvailable, maxUnavailable } = record(object.spec);
      const given = Object.entries({ minAvailable, maxUnavailable }).filter(([, bound]) => bound !== undefined);
      if (given.length !== 1) {
        yield complain(object, 'spec', `says ${given.length === 0 ? 'neither' : 'both'} minAvailable and maxUnavailable`);
      }
      for (const [member, bound] of given.filter(([, value]) => !isBound(value))) {
        yield complain(object, `spec.${member}`, `'${String(bound)}' is neither a count nor a percentage`);
      }
    }
  },
};

function isBound(value: unknown): boolean {
  const count = countOrPercent(value);
  return count !== undefined && !(count.percent && count.number > 100);
}
