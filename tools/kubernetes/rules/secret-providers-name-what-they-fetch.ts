/** What a SecretProviderClass puts into a Secret is among what it fetches, under the alias that it gives it. */
import { Rule } from './rule';
import { complain } from '../app';
import { items, list, record } from '../object';

/** Each entry of the parameter `objects` that gives something a name to go by. The parameter is YAML, or JSON, which is YAML too. */
const NAMES = /["']?(?:objectName|objectAlias)["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|([^\s,}]+))/g;

export const secretProvidersNameWhatTheyFetch: Rule = {
  name: 'SecretProviderClasses name what they fetch',
  *check(app) {
    for (const object of app.ofKind('SecretProviderClass')) {
      const { provider, parameters, secretObjects } = record(object.spec);
      const fetched = [...String(record(parameters).objects ?? '').matchAll(NAMES)].map(([, double, single, plain]) => double ?? single ?? plain);
      if (provider !== 'aws') {
        yield complain(object, 'spec.provider', `'${String(provider)}' is not aws`);
      }
      if (fetched.length === 0) {
        yield complain(object, 'spec.parameters.objects', 'names nothing to fetch');
      }
      for (const { value: { data }, path } of items(secretObjects, 'spec.secretObjects')) {
        const keys = list(data).map(entry => record(entry).key);
        for (const { value: { objectName, key }, path: entry } of items(data, `${path}.data`)) {
          if (fetched.length > 0 && !fetched.includes(objectName)) {
            yield complain(object, `${entry}.objectName`, `nothing is fetched as '${String(objectName)}'`);
          }
          if (keys.filter(other => other === key).length > 1) {
            yield complain(object, `${entry}.key`, `'${String(key)}' is another key, too`);
          }
        }
      }
    }
  },
};
