/** What label selectors select. */
import { App, Pod } from './app';
import { list, record } from './object';

/** Whether a selector takes something with these labels. One that is not there takes nothing, an empty one everything. */
export function selects(selector: unknown, labels: Record<string, string>): boolean {
  if (selector === undefined || selector === null) {
    return false;
  }
  const { matchLabels, matchExpressions } = record(selector);
  return hasLabels(labels, matchLabels) && list(matchExpressions).map(record).every(({ key, operator, values }) => {
    const value = labels[key];
    switch (operator) {
      case 'In': return value !== undefined && list(values).includes(value);
      case 'NotIn': return value === undefined || !list(values).includes(value);
      case 'Exists': return value !== undefined;
      case 'DoesNotExist': return value === undefined;
      default: return false;
    }
  });
}

/** Whether a selector takes everything, because it asks for nothing. */
export function isEmpty(selector: unknown): boolean {
  const { matchLabels, matchExpressions } = record(selector);
  return Object.keys(record(matchLabels)).length + list(matchExpressions).length === 0;
}

/** Whether all wanted labels are among the labels. */
export function hasLabels(labels: Record<string, string>, wanted: unknown): boolean {
  return Object.entries(record(wanted)).every(([key, value]) => labels[key] === value);
}

/** The pods of a namespace that a selector takes. */
export function podsOf(app: App, namespace: string, selector: unknown): Pod[] {
  return app.pods.filter(pod => pod.namespace === namespace && selects(selector, pod.labels));
}
