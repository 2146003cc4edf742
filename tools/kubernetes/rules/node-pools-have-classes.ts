/** A node pool makes nodes of a class that is there. */
import { Rule } from './rule';
import { complain } from '../app';
import { record } from '../object';

const GROUP = 'eks.amazonaws.com';

export const nodePoolsHaveClasses: Rule = {
  name: 'node pools have classes',
  *check(app) {
    for (const object of app.ofKind('NodePool')) {
      const { group, kind, name } = record(record(record(record(object.spec).template).spec).nodeClassRef);
      // Auto Mode brings the class 'default'.
      if (group !== GROUP || kind !== 'NodeClass' || (name !== 'default' && !app.find('NodeClass', name))) {
        yield complain(object, 'spec.template.spec.nodeClassRef', `there is no ${String(kind)} '${String(name)}' of ${String(group)}`);
      }
    }
  },
};
