import { Rule } from './rule';
import { freeName, repetitions } from './support/names';

/** Other workloads find a port by its name alone, whichever container it belongs to. */
export const portNamesAreUnique: Rule = ({ containers }, report) => {
  const all = containers.flatMap(({ name: container, ports }) => ports.map(({ name }) => ({ name, container })));
  for (const { item, first } of repetitions(all, ({ name }) => name)) {
    const free = freeName(item.name, all.map(({ name }) => name));
    report('PortNameTaken', `containers.${item.container}.ports.${item.name}.name`, { given: item.name, owner: first.container, free });
  }
};
