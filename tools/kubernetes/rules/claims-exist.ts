/** A pod waits forever for a claim that is not there. */
import { Rule } from './rule';
import { complain } from '../app';
import { items, record } from '../object';

export const claimsExist: Rule = {
  name: 'claims exist',
  *check(app) {
    for (const { object, namespace, path, spec } of app.pods) {
      for (const { value: { persistentVolumeClaim: claim }, path: place } of items(spec.volumes, `${path}.volumes`)) {
        if (claim !== undefined && !app.find('PersistentVolumeClaim', record(claim).claimName, namespace)) {
          yield complain(object, `${place}.persistentVolumeClaim.claimName`, `there is no PersistentVolumeClaim '${String(record(claim).claimName)}'`);
        }
      }
    }
  },
};
