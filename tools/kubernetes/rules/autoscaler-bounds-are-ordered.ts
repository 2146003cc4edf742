/** An autoscaler keeps the count between two bounds. */
import { Rule } from './rule';
import { complain } from '../app';
import { record } from '../object';

export const autoscalerBoundsAreOrdered: Rule = {
  name: 'autoscaler bounds are ordered',
  *check(app) {
    for (const object of app.ofKind('HorizontalPodAutoscaler')) {
      const { minReplicas = 1, maxReplicas } = record(object.spec);
      if (minReplicas < 1) {
        yield complain(object, 'spec.minReplicas', `${minReplicas} is less than 1`);
      }
      if (maxReplicas < minReplicas) {
        yield complain(object, 'spec.maxReplicas', `${maxReplicas} is less than the least, ${minReplicas}`);
      }
    }
  },
};
