import { Rule } from './rule';
import { known } from './support/known';
import { repetitions } from './support/names';

/** All containers of one copy share its network address. */
export const portsAreUnique: Rule = ({ containers }, report) => {
  const all = containers.flatMap(container => container.ports.filter(({ port }) => known(port)).map(port => ({ ...port, container })));
  for (const { item, first } of repetitions(all, ({ protocol, port }) => `${protocol}/${port}`)) {
    const taken = new Set(all.map(({ port }) => port));
    let free = item.port + 1;
    while (taken.has(free)) {
      free++;
    }
    const path = `containers.${item.container.name}.ports.${item.name}.port`;
    report('PortTaken', path, { port: item.port, protocol: item.protocol, owner: first.container.name, free: free > 65535 ? 8080 : free });
  }
};
