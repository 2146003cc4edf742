/** The function that applies objects is given them in an event, and events have a size. */
import { Rule } from './rule';
import { complain } from '../app';

const MOST_BYTES = 256 * 1024;

export const objectsAreSmall: Rule = {
  name: 'objects are small',
  *check({ objects }) {
    for (const object of objects) {
      const bytes = Buffer.byteLength(JSON.stringify(object));
      if (bytes >= MOST_BYTES) {
        yield complain(object, '', `is ${bytes} bytes long, and has to be shorter than ${MOST_BYTES}`);
      }
    }
  },
};
