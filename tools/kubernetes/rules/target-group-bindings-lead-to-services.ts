/** A target group gets the pods of a Service that is there, by their own addresses. */
import { Rule } from './rule';
import { complain, namespaceOf } from '../app';
import { list, record } from '../object';

export const targetGroupBindingsLeadToServices: Rule = {
  name: 'target group bindings lead to services',
  *check(app) {
    for (const object of app.ofKind('TargetGroupBinding')) {
      const { serviceRef, targetGroupARN, targetGroupName, targetType } = record(object.spec);
      const { name, port } = record(serviceRef);
      const service = app.find('Service', name, namespaceOf(object));
      if (service === undefined) {
        yield complain(object, 'spec.serviceRef.name', `there is no Service '${String(name)}'`);
      } else if (!list(record(service.spec).ports).map(record).some(one => one.port === port || one.name === port)) {
        yield complain(object, 'spec.serviceRef.port', `Service '${String(name)}' has no port ${String(port)}`);
      }
      if (targetType !== 'ip') {
        yield complain(object, 'spec.targetType', `is ${String(targetType)}; only ip reaches the pods of a Service that no node opens a port for`);
      }
      if ((targetGroupARN === undefined) === (targetGroupName === undefined)) {
        yield complain(object, 'spec', 'names the target group not exactly once');
      }
    }
  },
};
