/** A volume has a name of its own, and is of one kind. */
import { Rule } from './rule';
import { complain } from '../app';
import { items } from '../object';
import { isDnsLabel } from '../syntax';

export const volumesHaveOneSource: Rule = {
  name: 'volumes have one source',
  *check({ pods }) {
    for (const { object, spec, path } of pods) {
      const names = new Set<unknown>();
      for (const { value: { name, ...sources }, path: place } of items(spec.volumes, `${path}.volumes`)) {
        if (!isDnsLabel(name)) {
          yield complain(object, `${place}.name`, `'${String(name)}' is not made of lower-case letters, digits and dashes, at most 63`);
        }
        if (names.has(name)) {
          yield complain(object, `${place}.name`, `'${String(name)}' is the name of another volume, too`);
        }
        if (Object.values(sources).filter(source => source !== undefined).length !== 1) {
          yield complain(object, place, `has ${Object.keys(sources).length === 0 ? 'no source' : `several sources: ${Object.keys(sources).join(', ')}`}`);
        }
        names.add(name);
      }
    }
  },
};
