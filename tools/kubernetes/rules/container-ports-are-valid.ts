/** The containers of a pod share one set of ports; the names are what Services and probes call them by. */
import { Rule } from './rule';
import { complain } from '../app';
import { lasting, portsOf } from '../ports';
import { isPortName, isPortNumber } from '../syntax';

export const containerPortsAreValid: Rule = {
  name: 'container ports are valid',
  *check({ pods }) {
    for (const pod of pods) {
      const names = new Set<unknown>();
      const numbers = new Set<string>();
      for (const { value: { name, containerPort, hostPort, protocol = 'TCP' }, path } of lasting(pod).flatMap(portsOf)) {
        if (!isPortNumber(containerPort)) {
          yield complain(pod.object, `${path}.containerPort`, `${String(containerPort)} is not from 1 to 65535`);
        }
        if (hostPort !== undefined && (!isPortNumber(hostPort) || (pod.spec.hostNetwork === true && hostPort !== containerPort))) {
          yield complain(pod.object, `${path}.hostPort`, `${String(hostPort)} cannot be the port on the node`);
        }
        if (name !== undefined && !isPortName(name)) {
          yield complain(pod.object, `${path}.name`, `'${String(name)}' is not made of lower-case letters, digits and dashes, at most 15, at least one of them a letter`);
        }
        if (name !== undefined && names.has(name)) {
          yield complain(pod.object, `${path}.name`, `'${String(name)}' is the name of another port of the pod, too`);
        }
        if (numbers.has(`${containerPort}/${protocol}`)) {
          yield complain(pod.object, `${path}.containerPort`, `${protocol} ${containerPort} is another port of the pod, too`);
        }
        names.add(name);
        numbers.add(`${containerPort}/${protocol}`);
      }
    }
  },
};
