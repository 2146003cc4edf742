import { Rule } from './rule';
import { Handle } from '../handle';

export const permissionsAreHandles: Rule = ({ permissions }, report) => {
  permissions.forEach((permission: unknown, index) => {
    if (!(permission instanceof Handle)) {
      report('PermissionMalformed', `permissions[${index}]`, {});
    }
  });
};
