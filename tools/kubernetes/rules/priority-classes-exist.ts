/** A pod names a priority that is there; the highest ones are the cluster's own. */
import { Rule } from './rule';
import { complain } from '../app';

const HIGHEST = 1_000_000_000;

export const priorityClassesExist: Rule = {
  name: 'priority classes exist',
  *check(app) {
    for (const { object, spec: { priorityClassName: name }, path } of app.pods) {
      if (name !== undefined && !/^system-(cluster|node)-critical$/.test(String(name)) && !app.find('PriorityClass', name)) {
        yield complain(object, `${path}.priorityClassName`, `there is no PriorityClass '${String(name)}'`);
      }
    }
    for (const object of app.ofKind('PriorityClass')) {
      if ((object.value as number) > HIGHEST || object.metadata.name.startsWith('system-')) {
        yield complain(object, 'value', `names that begin with system- and values above ${HIGHEST} belong to the cluster`);
      }
    }
  },
};
