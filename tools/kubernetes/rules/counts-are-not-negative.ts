/** Counts, seconds and ids begin at zero; only priorities may be below. */
import { Rule } from './rule';
import { complain } from '../app';
import { leavesOf } from '../structure/visit';

const MAY_BE_NEGATIVE = ['V1PriorityClass.value', 'V1PodSpec.priority'];

export const countsAreNotNegative: Rule = {
  name: 'counts are not negative',
  *check({ objects }) {
    for (const object of objects) {
      for (const { value, path } of [...leavesOf(object)].filter(({ word, member }) => /^int(32|64)$/.test(word) && !MAY_BE_NEGATIVE.includes(member))) {
        if ((value as number) < 0) {
          yield complain(object, path, `${String(value)} is less than 0`);
        }
      }
    }
  },
};
