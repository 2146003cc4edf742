import { Rule } from './rule';
import { nearestInRange } from './support/in-range';
import { known } from './support/known';

const PORTS = { min: 1, max: 65535, whole: true };

export const portsAreInRange: Rule = ({ containers }, report) => {
  for (const { name, ports } of containers) {
    for (const { name: portName, port } of ports) {
      const nearest = nearestInRange(port, PORTS);
      if (known(port) && port !== nearest) {
        report('PortOutOfRange', `containers.${name}.ports.${portName}.port`, { given: port, nearest });
      }
    }
  }
};
