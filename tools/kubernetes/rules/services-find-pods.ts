/** A Service that selects no pods is a name that nobody answers to. */
import { Rule } from './rule';
import { complain, namespaceOf } from '../app';
import { record } from '../object';
import { podsOf } from '../selectors';

export const servicesFindPods: Rule = {
  name: 'services find pods',
  *check(app) {
    for (const object of app.ofKind('Service')) {
      const { selector, type, externalName } = record(object.spec);
      if (type === 'ExternalName') {
        if (typeof externalName !== 'string') {
          yield complain(object, 'spec.externalName', 'is missing');
        }
      } else if (Object.keys(record(selector)).length === 0) {
        yield complain(object, 'spec.selector', 'selects no pods');
      } else if (podsOf(app, namespaceOf(object), { matchLabels: selector }).length === 0) {
        yield complain(object, 'spec.selector', 'there are no pods with these labels');
      }
    }
  },
};
