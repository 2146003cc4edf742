/** Nothing can be put into a namespace that is not there, and what belongs to the cluster is in none. */
import { Rule } from './rule';
import { complain, namespaceOf } from '../app';
import { kindOf } from '../kinds';

export const namespacesExist: Rule = {
  name: 'namespaces exist',
  *check(app) {
    for (const object of app.objects) {
      const namespaced = kindOf(object)?.namespaced;
      if (namespaced && app.namespaceLabels(namespaceOf(object)) === undefined) {
        yield complain(object, 'metadata.namespace', `there is no namespace '${namespaceOf(object)}'`);
      }
      if (namespaced === false && object.metadata.namespace !== undefined) {
        yield complain(object, 'metadata.namespace', `a ${object.kind} is in no namespace`);
      }
    }
  },
};
