import { Rule } from '../../model/rules/rule';

export const atMostTenContainers: Rule = ({ containers }, report) => {
  if (containers.length > 10) {
    report('EcsTooManyContainers', 'containers', { given: containers.length });
  }
};
