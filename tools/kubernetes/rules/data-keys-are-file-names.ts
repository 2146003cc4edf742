/** The keys of ConfigMaps and Secrets become files; some types of Secrets need particular ones. */
import { Rule } from './rule';
import { complain } from '../app';
import { at, record } from '../object';
import { isDataKey } from '../syntax';

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

export const dataKeysAreFileNames: Rule = {
  name: 'data keys are file names',
  *check(app) {
    for (const object of app.ofKind('ConfigMap', 'Secret')) {
      const { data, binaryData, stringData, type } = object;
      for (const [member, entries] of Object.entries({ data, binaryData, stringData })) {
        for (const key of Object.keys(record(entries)).filter(name => !isDataKey(name))) {
          yield complain(object, at(member, key), `'${key}' is not made of letters, digits, dashes, dots and underscores`);
        }
      }
      for (const key of Object.keys(record(data)).filter(name => Object.hasOwn(record(binaryData), name))) {
        yield complain(object, at('binaryData', key), `'${key}' is a key of data, too`);
      }
      const needed = object.kind === 'Secret' && Object.hasOwn(NEEDED, String(type)) ? NEEDED[String(type)] : [];
      for (const key of needed.filter(name => !Object.hasOwn({ ...record(data), ...record(stringData) }, name))) {
        yield complain(object, at('data', key), `is missing in a Secret of type ${String(type)}`);
      }
    }
  },
};
