/** Two controllers that select each other's pods would count them as their own. */
import { Rule } from './rule';
import { complain } from '../app';
import { record } from '../object';
import { isEmpty, selects } from '../selectors';

export const selectorsDoNotOverlap: Rule = {
  name: 'selectors do not overlap',
  *check({ pods }) {
    for (const { object, namespace } of pods.filter(pod => !isEmpty(record(pod.object.spec).selector))) {
      const { selector } = record(object.spec);
      const stranger = pods.find(other => other.object !== object && other.namespace === namespace && selects(selector, other.labels));
      if (stranger) {
        yield complain(object, 'spec.selector', `also selects the pods of ${stranger.object.kind} ${stranger.object.metadata.name}`);
      }
    }
  },
};
