/** A probe waits, repeats and counts; alive and started is whatever has answered once. */
import { Rule } from './rule';
import { complain } from '../app';
import { probesOf } from '../handlers';

const AT_LEAST: Readonly<Record<string, number>> = {
  initialDelaySeconds: 0, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 1, successThreshold: 1,
};

export const probeTimingsArePositive: Rule = {
  name: 'probe timings are positive',
  *check({ pods }) {
    for (const pod of pods) {
      for (const { name, value, path } of probesOf(pod)) {
        for (const [member, least] of Object.entries(AT_LEAST).filter(([timing, bound]) => value[timing] < bound)) {
          yield complain(pod.object, `${path}.${member}`, `${String(value[member])} is less than ${least}`);
        }
        if (name !== 'readinessProbe' && value.successThreshold > 1) {
          yield complain(pod.object, `${path}.successThreshold`, `${value.successThreshold} is not 1`);
        }
      }
    }
  },
};
