/** The time a pod has to stop begins with the hook before it stops; what that leaves is all its process has. */
import { Rule } from './rule';
import { complain } from '../app';
import { hooksOf } from '../handlers';
import { record } from '../object';

export const stoppingHasTime: Rule = {
  name: 'stopping has time',
  *check({ pods }) {
    for (const pod of pods) {
      const { terminationGracePeriodSeconds: grace = 30 } = pod.spec;
      for (const { value, path } of hooksOf(pod)) {
        const { seconds } = record(value.sleep);
        if (seconds > grace) {
          yield complain(pod.object, `${path}.sleep.seconds`, `${seconds} is more than terminationGracePeriodSeconds, ${grace}`);
        }
      }
    }
  },
};
