/** A node pool asks for nodes in terms that have values, and says when it takes them away. */
import { Rule } from './rule';
import { App, complain } from '../app';
import { items, KubernetesObject, list, record } from '../object';
import { isCron, isDuration, isQualifiedName } from '../syntax';

/** How many values each operator takes. */
const VALUES: Readonly<Record<string, (count: number) => boolean>> = {
  In: count => count > 0,
  NotIn: count => count > 0,
  Exists: count => count === 0,
  DoesNotExist: count => count === 0,
  Gt: count => count === 1,
  Lt: count => count === 1,
  Gte: count => count === 1,
  Lte: count => count === 1,
};
/** What Karpenter itself says of a node. */
const OWN_LABELS = ['karpenter.sh/nodepool', 'kubernetes.io/hostname'];

export const nodePoolsAreComplete: Rule = {
  name: 'node pools are complete',
  *check(app: App) {
    for (const object of app.ofKind('NodePool')) {
      const { template, disruption, weight } = record(object.spec);
      const { requirements, expireAfter, taints } = record(record(template).spec);
      for (const { value: { key, operator, values, minValues }, path } of items(requirements, 'spec.template.spec.requirements')) {
        if (!isQualifiedName(key) || OWN_LABELS.includes(key)) {
          yield complain(object, `${path}.key`, `'${String(key)}' cannot be asked for`);
        }
        if (!(VALUES[operator] ?? (() => true))(list(values).length) || minValues > list(values).length) {
          yield complain(object, `${path}.values`, `${list(values).length} values are not what ${String(operator)} takes`);
        }
      }
      for (const { value: { key }, path } of items(taints, 'spec.template.spec.taints').filter(taint => !isQualifiedName(taint.value.key))) {
        yield complain(object, `${path}.key`, `'${String(key)}' is no name for a taint`);
      }
      if (expireAfter !== undefined && expireAfter !== 'Never' && !isDuration(expireAfter)) {
        yield complain(object, 'spec.template.spec.expireAfter', `'${String(expireAfter)}' is no time such as 336h`);
      }
      if (weight !== undefined && !(weight >= 1 && weight <= 100)) {
        yield complain(object, 'spec.weight', `${String(weight)} is not from 1 to 100`);
      }
      yield* checkDisruption(object, disruption);
    }
  },
};

function* checkDisruption(object: KubernetesObject, disruption: unknown) {
  const { consolidateAfter, budgets } = record(disruption);
  if (disruption !== undefined && consolidateAfter !== 'Never' && !isDuration(consolidateAfter)) {
    yield complain(object, 'spec.disruption.consolidateAfter', `'${String(consolidateAfter)}' is neither Never nor a time such as 5m`);
  }
  for (const { value: { nodes, schedule, duration }, path } of items(budgets, 'spec.disruption.budgets')) {
    if (!/^((100|\d{1,2})%|\d+)$/.test(String(nodes))) {
      yield complain(object, `${path}.nodes`, `'${String(nodes)}' is neither a count nor a percentage`);
    }
    if ((schedule === undefined) !== (duration === undefined) || (schedule !== undefined && !(isCron(schedule) && isDuration(duration)))) {
      yield complain(object, path, 'a schedule in cron and a duration go together');
    }
  }
}
