/** A toleration that asks whether there is a taint at all compares nothing; only what drives pods away can do so later. */
import { Rule } from './rule';
import { complain } from '../app';
import { items } from '../object';

export const tolerationsAreComplete: Rule = {
  name: 'tolerations are complete',
  *check({ pods }) {
    for (const { object, spec, path } of pods) {
      for (const { value: { key, operator = 'Equal', value, effect, tolerationSeconds }, path: place } of items(spec.tolerations, `${path}.tolerations`)) {
        if (operator === 'Exists' ? (value ?? '') !== '' : (key ?? '') === '') {
          yield complain(object, place, operator === 'Exists' ? `Exists does not look at '${String(value)}'` : 'has no key');
        }
        if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
          yield complain(object, `${place}.tolerationSeconds`, 'needs effect NoExecute');
        }
      }
    }
  },
};
