/** What a namespace gives containers that say nothing is within what it allows. */
import { Rule } from './rule';
import { complain } from '../app';
import { at, items, record } from '../object';
import { quantity } from '../syntax';

const ORDER = ['min', 'defaultRequest', 'default', 'max'];
const PAIRS = ORDER.flatMap((low, index) => ORDER.slice(index + 1).map(high => [low, high]));

export const limitRangesAreOrdered: Rule = {
  name: 'limit ranges are ordered',
  *check(app) {
    for (const object of app.ofKind('LimitRange')) {
      for (const { value, path } of items(record(object.spec).limits, 'spec.limits')) {
        for (const [low, high] of PAIRS) {
          const amounts = Object.entries(record(value[low]));
          for (const [name, amount] of amounts.filter(([resource, least]) => quantity(least)! > quantity(record(value[high])[resource])!)) {
            yield complain(object, at(`${path}.${low}`, name), `${String(amount)} is more than ${high}, ${value[high][name]}`);
          }
        }
      }
    }
  },
};
