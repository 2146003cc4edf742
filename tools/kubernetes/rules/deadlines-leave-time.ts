/** A Deployment is given up after a time in which a pod has to have been ready for another time. */
import { Rule } from './rule';
import { complain } from '../app';
import { record } from '../object';

export const deadlinesLeaveTime: Rule = {
  name: 'deadlines leave time',
  *check(app) {
    for (const object of app.ofKind('Deployment')) {
      const { progressDeadlineSeconds = 600, minReadySeconds = 0 } = record(object.spec);
      if (progressDeadlineSeconds <= minReadySeconds) {
        yield complain(object, 'spec.progressDeadlineSeconds', `${progressDeadlineSeconds} is not more than minReadySeconds, ${minReadySeconds}`);
      }
    }
  },
};
