import { Rule } from './rule';

export const initContainersHaveNoProbe: Rule = ({ containers }, report) => {
  for (const { name, role, probe } of containers) {
    if (role === 'init' && probe !== undefined) {
      report('InitContainerHasProbe', `containers.${name}.probe`, { container: name });
    }
  }
};
