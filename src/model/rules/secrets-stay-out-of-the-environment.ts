import { Rule } from './rule';
import { secretReason } from './support/secret-looking';

/** Plain variables can be read in the template, in the console and in every description of the running workload. */
export const secretsStayOutOfTheEnvironment: Rule = ({ containers }, report) => {
  for (const { name: container, environment } of containers) {
    for (const [name, value] of Object.entries(environment)) {
      const reason = secretReason(name, value);
      if (reason !== undefined) {
        report('SecretInPlainEnvironment', `containers.${container}.environment.${name}`, { name, reason });
      }
    }
  }
};
