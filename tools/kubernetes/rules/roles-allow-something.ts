/** A role allows verbs on resources of groups; without one of these it allows nothing. */
import { Rule } from './rule';
import { complain } from '../app';
import { items, list } from '../object';

export const rolesAllowSomething: Rule = {
  name: 'roles allow something',
  *check(app) {
    for (const object of app.ofKind('Role', 'ClusterRole')) {
      for (const { value: { verbs, resources, nonResourceURLs, apiGroups }, path } of items(object.rules, 'rules')) {
        const something = list(resources).length > 0 ? list(apiGroups).length > 0 : list(nonResourceURLs).length > 0;
        if (list(verbs).length === 0 || !something) {
          yield complain(object, path, 'allows nothing: it needs verbs, resources, and the groups of the resources');
        }
      }
    }
  },
};
