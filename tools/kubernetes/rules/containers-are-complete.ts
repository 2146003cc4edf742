/** A pod has at least one container; each has a name of its own and an image. */
import { Rule } from './rule';
import { complain } from '../app';
import { isDnsLabel } from '../syntax';

export const containersAreComplete: Rule = {
  name: 'containers are complete',
  *check({ pods }) {
    for (const { object, path, containers } of pods) {
      if (!containers.some(({ init }) => !init)) {
        yield complain(object, `${path}.containers`, 'there are none');
      }
      const names = new Set<unknown>();
      for (const { value: { name, image }, path: place } of containers) {
        if (!isDnsLabel(name)) {
          yield complain(object, `${place}.name`, `'${String(name)}' is not made of lower-case letters, digits and dashes, at most 63`);
        }
        if (names.has(name)) {
          yield complain(object, `${place}.name`, `'${String(name)}' is the name of another container, too`);
        }
        if (typeof image !== 'string' || image === '' || image !== image.trim()) {
          yield complain(object, `${place}.image`, 'is missing, or has spaces around it');
        }
        names.add(name);
      }
    }
  },
};
