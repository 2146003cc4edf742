/** What makes pods has to find them again. */
import { Rule } from './rule';
import { complain } from '../app';
import { record } from '../object';
import { isEmpty, selects } from '../selectors';

const WITH_SELECTOR = ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'];

export const selectorsMatchTemplates: Rule = {
  name: 'selectors match templates',
  *check({ pods }) {
    for (const { object, labels } of pods.filter(pod => WITH_SELECTOR.includes(pod.object.kind))) {
      const { selector } = record(object.spec);
      if (isEmpty(selector)) {
        yield complain(object, 'spec.selector', 'selects nothing in particular');
      } else if (!selects(selector, labels)) {
        yield complain(object, 'spec.selector', 'does not select the pods of the template');
      }
    }
  },
};
