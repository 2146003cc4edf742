/** A spread counts the pods it selects; if the pod itself is not among them, it spreads nothing. */
import { Rule } from './rule';
import { complain } from '../app';
import { items, list, record } from '../object';
import { selects } from '../selectors';
import { isQualifiedName } from '../syntax';

export const podsSpreadThemselves: Rule = {
  name: 'pods spread themselves',
  *check({ pods }) {
    for (const { object, spec, path, labels } of pods) {
      const seen = new Set<string>();
      for (const { value, path: place } of items(spec.topologySpreadConstraints, `${path}.topologySpreadConstraints`)) {
        const { maxSkew, topologyKey, whenUnsatisfiable, labelSelector, matchLabelKeys, minDomains } = value;
        const missing = list(matchLabelKeys).find(key => labels[key] === undefined || record(record(labelSelector).matchLabels)[key] !== undefined);
        if (!selects(labelSelector, labels)) {
          yield complain(object, `${place}.labelSelector`, 'does not select the pod itself');
        }
        if (missing !== undefined) {
          yield complain(object, `${place}.matchLabelKeys`, `'${String(missing)}' is no other label of the pod`);
        }
        if (!(maxSkew >= 1)) {
          yield complain(object, `${place}.maxSkew`, `${String(maxSkew)} is less than 1`);
        }
        if (!isQualifiedName(topologyKey)) {
          yield complain(object, `${place}.topologyKey`, `'${String(topologyKey)}' is no label of nodes`);
        }
        if (minDomains !== undefined && whenUnsatisfiable !== 'DoNotSchedule') {
          yield complain(object, `${place}.minDomains`, 'needs DoNotSchedule');
        }
        if (seen.has(`${topologyKey}/${whenUnsatisfiable}`)) {
          yield complain(object, place, `spreads over ${topologyKey} twice`);
        }
        seen.add(`${topologyKey}/${whenUnsatisfiable}`);
      }
    }
  },
};
