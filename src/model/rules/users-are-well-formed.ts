import { Rule } from './rule';
import { known } from './support/known';

/** The same text means a user to Docker, to ECS and, where it is a number, to Kubernetes. */
export const usersAreWellFormed: Rule = ({ containers }, report) => {
  for (const { name, user } of containers) {
    if (known(user) && !/^[A-Za-z0-9_][\w.-]*\$?(?::[A-Za-z0-9_][\w.-]*)?$/.test(user)) {
      report('UserMalformed', `containers.${name}.user`, { given: user });
    }
  }
};
