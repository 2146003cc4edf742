/** Of two objects with the same kind, namespace and name the second overwrites the first. */
import { Rule } from './rule';
import { complain, namespaceOf } from '../app';

export const identitiesAreUnique: Rule = {
  name: 'identities are unique',
  *check({ objects }) {
    const seen = new Set<string>();
    for (const object of objects) {
      const identity = JSON.stringify([object.apiVersion.split('/').slice(0, -1), object.kind, namespaceOf(object), object.metadata.name]);
      if (seen.has(identity)) {
        yield complain(object, 'metadata.name', 'is the name of another object of this kind, too');
      }
      seen.add(identity);
    }
  },
};
