/** The pods of a StatefulSet get their names from a Service without an address of its own. */
import { Rule } from './rule';
import { complain, namespaceOf } from '../app';
import { record } from '../object';

export const statefulSetsHaveServices: Rule = {
  name: 'stateful sets have services',
  *check(app) {
    for (const object of app.ofKind('StatefulSet')) {
      const { serviceName } = record(object.spec);
      const service = app.find('Service', serviceName, namespaceOf(object));
      if (serviceName !== undefined && record(service?.spec).clusterIP !== 'None') {
        yield complain(object, 'spec.serviceName', `there is no Service '${String(serviceName)}' with clusterIP None`);
      }
    }
  },
};
