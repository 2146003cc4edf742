/** The ports of a Service: there is one, each has a number and a name of its own. */
import { Rule } from './rule';
import { complain } from '../app';
import { items, record } from '../object';
import { isDnsLabel, isPortNumber } from '../syntax';

export const servicePortsAreValid: Rule = {
  name: 'service ports are valid',
  *check(app) {
    for (const object of app.ofKind('Service')) {
      const { ports, type = 'ClusterIP', clusterIP } = record(object.spec);
      const all = items(ports, 'spec.ports');
      if (all.length === 0 && type !== 'ExternalName' && clusterIP !== 'None') {
        yield complain(object, 'spec.ports', 'there are none');
      }
      const names = new Set<unknown>();
      const numbers = new Set<string>();
      for (const { value: { name, port, targetPort, nodePort, protocol = 'TCP' }, path } of all) {
        if (!isPortNumber(port)) {
          yield complain(object, `${path}.port`, `${String(port)} is not from 1 to 65535`);
        }
        if (typeof targetPort === 'number' && !isPortNumber(targetPort)) {
          yield complain(object, `${path}.targetPort`, `${targetPort} is not from 1 to 65535`);
        }
        if (nodePort !== undefined && !['NodePort', 'LoadBalancer'].includes(type)) {
          yield complain(object, `${path}.nodePort`, `a Service of type ${String(type)} has none`);
        }
        if (name === undefined ? all.length > 1 : !isDnsLabel(name)) {
          yield complain(object, `${path}.name`, name === undefined ? 'is missing, and there are several ports' : `'${String(name)}' is not a name for a port`);
        }
        if (name !== undefined && names.has(name)) {
          yield complain(object, `${path}.name`, `'${String(name)}' is the name of another port, too`);
        }
        if (numbers.has(`${port}/${protocol}`)) {
          yield complain(object, `${path}.port`, `${protocol} ${port} is another port, too`);
        }
        names.add(name);
        numbers.add(`${port}/${protocol}`);
      }
    }
  },
};
