import { Rule } from './rule';

/** Container runtimes give a privileged container everything, whatever it was told to drop. */
export const privilegesAreWhole: Rule = ({ containers }, report) => {
  for (const { name, privileged, capabilities: { drop } } of containers) {
    if (privileged && drop.length > 0) {
      report('PrivilegedDropsNothing', `containers.${name}.capabilities.drop`, { given: drop });
    }
  }
};
