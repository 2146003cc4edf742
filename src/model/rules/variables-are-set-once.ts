import { Rule } from './rule';

export const variablesAreSetOnce: Rule = ({ containers }, report) => {
  for (const { name, environment, secrets } of containers) {
    for (const variable of Object.keys(secrets)) {
      if (variable in environment) {
        report('EnvironmentNameTaken', `containers.${name}.environment.${variable}`, { given: variable });
      }
    }
  }
};
