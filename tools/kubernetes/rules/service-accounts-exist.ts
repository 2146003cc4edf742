/** No pod is made for a service account that is not there. */
import { Rule } from './rule';
import { complain } from '../app';

export const serviceAccountsExist: Rule = {
  name: 'service accounts exist',
  *check(app) {
    for (const { object, namespace, path, spec: { serviceAccountName = 'default' } } of app.pods) {
      if (serviceAccountName !== 'default' && !app.find('ServiceAccount', serviceAccountName, namespace)) {
        yield complain(object, `${path}.serviceAccountName`, `there is no ServiceAccount '${String(serviceAccountName)}'`);
      }
    }
  },
};
