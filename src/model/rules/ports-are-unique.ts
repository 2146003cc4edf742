import { Rule } from './rule';
import { known } from './support/known';
import { repetitions } from './support/names';

/** All containers of one copy share its network address. */
export const portsAreUnique: Rule = ({ containers }, report) => {
  const all = containers.flatMap(container => container.ports.filter(({ port }) => known(port)).map(port => ({ ...port, container })));
  const taken = new Set(all.map(({ port }) => port));
  for (const { item, first } of repetitions(all, ({ protocol, port }) => `${protocol}/${port}`)) {
    const path = `containers.${item.container.name}.ports.${item.name}.port`;
    report('PortTaken', path, { port: item.port, protocol: item.protocol, owner: first.container.name, free: freePort(item.port, taken) });
  }
};

/** The next port that nobody has, beginning again above the privileged ones. */
function freePort(wanted: number, taken: ReadonlySet<number>): number {
  let port = wanted;
  while (taken.has(port)) {
    port = port >= 65535 ? 1024 : port + 1;
  }
  return port;
}
