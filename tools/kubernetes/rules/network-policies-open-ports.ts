/** A network policy opens ports that the pods it guards have. */
import { Rule } from './rule';
import { complain, namespaceOf } from '../app';
import { items, record } from '../object';
import { hasPort } from '../ports';
import { podsOf } from '../selectors';
import { isPortNumber } from '../syntax';

export const networkPoliciesOpenPorts: Rule = {
  name: 'network policies open ports',
  *check(app) {
    for (const object of app.ofKind('NetworkPolicy')) {
      const { podSelector, ingress, egress } = record(object.spec);
      const pods = podsOf(app, namespaceOf(object), podSelector ?? {});
      const open = items(ingress, 'spec.ingress').flatMap(rule => items(rule.value.ports, `${rule.path}.ports`));
      const out = items(egress, 'spec.egress').flatMap(rule => items(rule.value.ports, `${rule.path}.ports`));
      for (const { value: { port, endPort }, path } of [...open, ...out]) {
        if (endPort !== undefined && !(isPortNumber(endPort) && isPortNumber(port) && endPort >= port)) {
          yield complain(object, `${path}.endPort`, `${String(port)} to ${String(endPort)} is no range of ports`);
        }
        if (typeof port === 'number' && !isPortNumber(port)) {
          yield complain(object, `${path}.port`, `${port} is not from 1 to 65535`);
        }
      }
      for (const { value: { port, protocol = 'TCP', endPort }, path } of open) {
        if (port !== undefined && endPort === undefined && pods.length > 0 && !pods.some(pod => hasPort(pod, port, protocol))) {
          yield complain(object, `${path}.port`, `no pod has a ${protocol} port ${String(port)}`);
        }
      }
    }
  },
};
