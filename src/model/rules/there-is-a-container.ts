import { Rule } from './rule';

export const thereIsAContainer: Rule = (spec, report) => {
  if (spec.containers.length === 0) {
    report('NoContainers', 'containers', {});
  }
};
