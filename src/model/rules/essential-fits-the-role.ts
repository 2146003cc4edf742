import { Rule } from './rule';

/** Essential means "the copy ends with it": what the main container is for, and what an init container must not be. */
export const essentialFitsTheRole: Rule = ({ containers }, report) => {
  for (const { name, role, essential } of containers) {
    if (role === 'main' && !essential) {
      report('MainNotEssential', `containers.${name}.essential`, { container: name });
    }
    if (role === 'init' && essential) {
      report('InitContainerEssential', `containers.${name}.essential`, { container: name });
    }
  }
};
