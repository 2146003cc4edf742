/** A selector's expressions have values where they compare, and none where they ask whether there is a label at all. */
import { Rule } from './rule';
import { complain } from '../app';
import { at, list, record } from '../object';
import { isLabelValue, isQualifiedName } from '../syntax';

export const selectorExpressionsAreComplete: Rule = {
  name: 'selector expressions are complete',
  *check({ objects }) {
    for (const object of objects) {
      for (const { path, selector } of selectorsIn(object, '')) {
        const labels = Object.entries(record(selector.matchLabels));
        for (const [key, value] of labels.filter(([name, text]) => !isQualifiedName(name) || !isLabelValue(text))) {
          yield complain(object, at(`${path}.matchLabels`, key), `no label can be '${key}: ${String(value)}'`);
        }
        for (const [index, { operator, values }] of list(selector.matchExpressions).map(record).entries()) {
          const compares = ['In', 'NotIn'].includes(operator);
          if (compares !== list(values).length > 0) {
            yield complain(object, `${path}.matchExpressions[${index}].values`, compares ? `${operator} needs values` : `${operator} takes no values`);
          }
        }
      }
    }
  },
};

/** Everything with the shape of a selector, wherever it is. */
function* selectorsIn(value: unknown, path: string): Iterable<{ readonly path: string; readonly selector: Record<string, any> }> {
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      yield* selectorsIn(element, `${path}[${index}]`);
    }
    return;
  }
  const members = record(value);
  if ('matchLabels' in members || 'matchExpressions' in members) {
    yield { path, selector: members };
  }
  for (const [name, member] of Object.entries(members)) {
    yield* selectorsIn(member, at(path, name));
  }
}
