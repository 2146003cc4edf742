import { Rule } from './rule';
import { known } from './support/known';

/** What Kubernetes accepts; ECS takes more, and programs less. */
const NAME = /^[-._A-Za-z][-._A-Za-z0-9]*$/;

export const variableNamesAreWellFormed: Rule = ({ containers }, report) => {
  for (const { name, environment, secrets } of containers) {
    for (const [member, variables] of Object.entries({ environment, secrets })) {
      for (const variable of Object.keys(variables)) {
        if (known(variable) && !NAME.test(variable)) {
          const nearest = variable.trim().replace(/[^-._A-Za-z0-9]+/g, '_').replace(/^(?=\d)/, '_') || 'NAME';
          report('EnvironmentNameMalformed', `containers.${name}.${member}.${variable}`, { given: variable, nearest });
        }
      }
    }
  }
};
