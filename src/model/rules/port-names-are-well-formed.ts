import { Rule } from './rule';
import { slug } from './support/names';

export const portNamesAreWellFormed: Rule = ({ containers }, report) => {
  for (const { name: container, ports } of containers) {
    for (const { name, port } of ports) {
      if (!/^[a-z0-9_][a-z0-9_-]*$/.test(name)) {
        const nearest = slug(name.toLowerCase(), /[^a-z0-9_-]+/g, `port-${port}`);
        report('PortNameMalformed', `containers.${container}.ports.${name}.name`, { given: name, nearest });
      }
    }
  }
};
