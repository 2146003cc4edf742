/** Amounts of processor, memory and storage have a spelling, and there is no less than none of them. */
import { Rule } from './rule';
import { complain } from '../app';
import { leavesOf } from '../structure/visit';
import { isStandIn, quantity } from '../syntax';

export const quantitiesAreValid: Rule = {
  name: 'quantities are valid',
  *check({ objects }) {
    for (const object of objects) {
      for (const { value, path } of [...leavesOf(object)].filter(({ word, value: amount }) => word === 'quantity' && !isStandIn(amount))) {
        const amount = quantity(value);
        if (amount === undefined || amount < 0) {
          yield complain(object, path, `'${String(value)}' is not a quantity such as 250m or 2Gi`);
        }
      }
    }
  },
};
