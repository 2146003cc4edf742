import { Rule } from './rule';
import { findCycle } from './support/cycle';

export const dependenciesHaveNoCycle: Rule = ({ containers }, report) => {
  const edges = new Map(containers.map(({ name, dependsOn }) => [name, dependsOn.map(({ container }) => container)]));
  const cycle = findCycle([...edges.keys()], name => edges.get(name) ?? []);
  if (cycle) {
    report('DependencyCycle', `containers.${cycle[0]}.dependsOn`, { cycle });
  }
};
