/** A rollout takes old pods away or puts new ones beside them; one that may do neither stands still. */
import { Rule } from './rule';
import { complain } from '../app';
import { record } from '../object';
import { countOrPercent } from '../syntax';

export const rolloutsCanMove: Rule = {
  name: 'rollouts can move',
  *check(app) {
    for (const object of app.ofKind('Deployment', 'DaemonSet', 'StatefulSet')) {
      const member = object.kind === 'Deployment' ? 'strategy' : 'updateStrategy';
      const { type = 'RollingUpdate', rollingUpdate } = record(record(object.spec)[member]);
      const path = `spec.${member}.rollingUpdate`;
      if (type !== 'RollingUpdate' && rollingUpdate !== undefined) {
        yield complain(object, path, `has no place beside type ${String(type)}`);
        continue;
      }
      const { maxSurge, maxUnavailable } = record(rollingUpdate);
      for (const [name, value] of Object.entries({ maxSurge, maxUnavailable })) {
        const count = countOrPercent(value);
        if (value !== undefined && (count === undefined || (name === 'maxUnavailable' && count.percent && count.number > 100))) {
          yield complain(object, `${path}.${name}`, `'${String(value)}' is neither a count nor a percentage`);
        }
      }
      if (isZero(maxSurge ?? (object.kind === 'Deployment' ? '25%' : 0)) && isZero(maxUnavailable ?? (object.kind === 'Deployment' ? '25%' : 1))) {
        yield complain(object, path, 'lets no pod go and no pod come');
      }
    }
  },
};

function isZero(value: unknown): boolean {
  return countOrPercent(value)?.number === 0;
}
