/** An autoscaler scales something that is there, that nobody else scales, and whose count is left to it. */
import { Rule } from './rule';
import { complain, namespaceOf } from '../app';
import { record } from '../object';

export const autoscalersHaveTargets: Rule = {
  name: 'autoscalers have targets of their own',
  *check(app) {
    const taken = new Set<string>();
    for (const object of app.ofKind('HorizontalPodAutoscaler')) {
      const { kind, name, apiVersion } = record(record(object.spec).scaleTargetRef);
      const namespace = namespaceOf(object);
      const target = ['Deployment', 'StatefulSet', 'ReplicaSet'].includes(kind) ? app.find(kind, name, namespace) : undefined;
      const key = `${namespace}/${kind}/${name}`;
      if (target === undefined || target.apiVersion !== apiVersion) {
        yield complain(object, 'spec.scaleTargetRef', `there is no ${kind} ${name} of ${apiVersion} that could be scaled`);
      } else if (record(target.spec).replicas !== undefined) {
        yield complain(object, 'spec.scaleTargetRef', `${kind} ${name} says how many replicas it wants, which undoes the scaling each time it is applied`);
      }
      if (taken.has(key)) {
        yield complain(object, 'spec.scaleTargetRef', `${kind} ${name} has another autoscaler`);
      }
      taken.add(key);
    }
  },
};
