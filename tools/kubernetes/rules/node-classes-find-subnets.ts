/** A node class finds subnets and security groups by id or by tags, and nodes have one identity. */
import { Rule } from './rule';
import { complain } from '../app';
import { items, list, record } from '../object';

const TERMS = ['subnetSelectorTerms', 'securityGroupSelectorTerms', 'podSubnetSelectorTerms', 'podSecurityGroupSelectorTerms'];

export const nodeClassesFindSubnets: Rule = {
  name: 'node classes find subnets',
  *check(app) {
    for (const object of app.ofKind('NodeClass')) {
      const spec = record(object.spec);
      if ((spec.role === undefined) === (spec.instanceProfile === undefined)) {
        yield complain(object, 'spec', 'has not exactly one of role and instanceProfile');
      }
      for (const member of TERMS.filter(name => spec[name] !== undefined)) {
        if (list(spec[member]).length === 0) {
          yield complain(object, `spec.${member}`, 'there are none');
        }
        for (const { value: { id, name, tags }, path } of items(spec[member], `spec.${member}`)) {
          if ([id, name, tags].filter(given => given !== undefined).length !== 1) {
            yield complain(object, path, 'has not exactly one of id, name and tags');
          }
        }
      }
    }
  },
};
