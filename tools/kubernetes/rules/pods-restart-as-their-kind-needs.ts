/** What has to keep running restarts its pods always; what has to end, never. */
import { Rule } from './rule';
import { complain } from '../app';

export const podsRestartAsTheirKindNeeds: Rule = {
  name: 'pods restart as their kind needs',
  *check({ pods }) {
    for (const { object, spec: { restartPolicy = 'Always' }, path } of pods) {
      const ends = ['Job', 'CronJob'].includes(object.kind);
      if (object.kind !== 'Pod' && ends === (restartPolicy === 'Always')) {
        yield complain(object, `${path}.restartPolicy`, `${String(restartPolicy)} is not for a ${object.kind}, but ${ends ? 'OnFailure or Never' : 'Always'}`);
      }
    }
  },
};
