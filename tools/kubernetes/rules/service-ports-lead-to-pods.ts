/** A port that a Service calls by name has to have that name in every pod that the Service finds. */
import { Rule } from './rule';
import { complain, namespaceOf } from '../app';
import { items, record } from '../object';
import { portOf } from '../ports';
import { podsOf } from '../selectors';

export const servicePortsLeadToPods: Rule = {
  name: 'service ports lead to pods',
  *check(app) {
    for (const object of app.ofKind('Service')) {
      const { selector, ports } = record(object.spec);
      const pods = selector === undefined ? [] : podsOf(app, namespaceOf(object), { matchLabels: selector });
      for (const { value: { targetPort, protocol = 'TCP' }, path } of items(ports, 'spec.ports')) {
        const without = typeof targetPort === 'string' && pods.find(pod => portOf(pod, targetPort, protocol) === undefined);
        if (without) {
          yield complain(object, `${path}.targetPort`, `${without.object.kind} ${without.object.metadata.name} has no ${protocol} port named '${targetPort}'`);
        }
      }
    }
  },
};
