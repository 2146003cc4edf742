/** A probe asks in one way, a hook does one thing. */
import { Rule } from './rule';
import { complain } from '../app';
import { hooksOf, probesOf, waysOf } from '../handlers';
import { list, record } from '../object';

export const handlersDoOneThing: Rule = {
  name: 'handlers do one thing',
  *check({ pods }) {
    for (const pod of pods) {
      for (const handler of [...probesOf(pod), ...hooksOf(pod)]) {
        const ways = waysOf(handler);
        if (ways.length !== 1) {
          yield complain(pod.object, handler.path, ways.length === 0 ? 'does nothing' : `does several things: ${ways.join(', ')}`);
        }
        if (ways.includes('exec') && list(record(handler.value.exec).command).length === 0) {
          yield complain(pod.object, `${handler.path}.exec.command`, 'is empty');
        }
      }
    }
  },
};
