/** A disruption budget guards the pods it selects, and a pod can have only one. */
import { Rule } from './rule';
import { complain, namespaceOf } from '../app';
import { record } from '../object';
import { podsOf } from '../selectors';

export const disruptionBudgetsFindPods: Rule = {
  name: 'disruption budgets find pods',
  *check(app) {
    const guarded = new Set<unknown>();
    for (const object of app.ofKind('PodDisruptionBudget')) {
      const pods = podsOf(app, namespaceOf(object), record(object.spec).selector);
      if (pods.length === 0) {
        yield complain(object, 'spec.selector', 'there are no pods with these labels');
      }
      for (const pod of pods.filter(one => guarded.has(one))) {
        yield complain(object, 'spec.selector', `the pods of ${pod.object.kind} ${pod.object.metadata.name} have another budget, and none can be evicted`);
      }
      pods.forEach(pod => guarded.add(pod));
    }
  },
};
