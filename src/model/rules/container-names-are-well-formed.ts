import { Rule } from './rule';
import { slug } from './support/names';

export const containerNamesAreWellFormed: Rule = ({ containers }, report) => {
  containers.forEach(({ name }, index) => {
    if (!/^[A-Za-z0-9_-]+$/.test(name)) {
      report('ContainerNameMalformed', `containers[${index}].name`, { given: name, nearest: slug(name, /[^A-Za-z0-9_-]+/g, index === 0 ? 'main' : 'sidecar') });
    }
  });
};
