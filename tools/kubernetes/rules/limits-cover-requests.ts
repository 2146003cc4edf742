/** A container cannot be promised more than it may have; of what nodes add it is promised exactly what it may have. */
import { Rule } from './rule';
import { complain } from '../app';
import { at, record } from '../object';
import { isQualifiedName, quantity } from '../syntax';

/** What every node has. Anything else is a device, named with the domain of whoever makes it. */
const NATIVE = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;

export const limitsCoverRequests: Rule = {
  name: 'limits cover requests',
  *check({ pods }) {
    for (const { object, containers } of pods) {
      for (const { value: { resources }, path } of containers) {
        const [limits, requests] = [record(record(resources).limits), record(record(resources).requests)];
        for (const name of new Set([...Object.keys(limits), ...Object.keys(requests)])) {
          const [limit, request] = [quantity(limits[name]), quantity(requests[name])];
          if (!NATIVE.test(name) && !(isQualifiedName(name) && name.includes('/'))) {
            yield complain(object, at(`${path}.resources`, name), 'there is no such resource');
          } else if (limit !== undefined && request !== undefined && request > limit) {
            yield complain(object, at(`${path}.resources.requests`, name), `${requests[name]} is more than the limit, ${limits[name]}`);
          } else if (!NATIVE.test(name) && (limit === undefined || (request ?? limit) !== limit || !Number.isInteger(limit))) {
            yield complain(object, at(`${path}.resources.limits`, name), 'devices are requested in whole, with the same limit');
          }
        }
      }
    }
  },
};
