/** Each metric has a source and a target of its type, and a share can only be told of what was requested. */
import { Rule } from './rule';
import { App, complain, namespaceOf } from '../app';
import { items, KubernetesObject, list, record } from '../object';
import { lasting } from '../ports';

const SOURCES: Readonly<Record<string, string>> = {
  Resource: 'resource', ContainerResource: 'containerResource', Pods: 'pods', Object: 'object', External: 'external',
};
const VALUES: Readonly<Record<string, string>> = { Utilization: 'averageUtilization', AverageValue: 'averageValue', Value: 'value' };

export const autoscalerMetricsAreComplete: Rule = {
  name: 'autoscaler metrics are complete',
  *check(app) {
    for (const object of app.ofKind('HorizontalPodAutoscaler')) {
      for (const { value, path } of items(record(object.spec).metrics, 'spec.metrics')) {
        const source = SOURCES[value.type];
        const target = record(record(value[source]).target);
        const given = Object.values(SOURCES).filter(member => value[member] !== undefined);
        if (given.length !== 1 || given[0] !== source) {
          yield complain(object, path, `a metric of type ${String(value.type)} has '${source}' and nothing else`);
        } else if (target[VALUES[target.type]] === undefined) {
          yield complain(object, `${path}.${source}.target`, `a target of type ${String(target.type)} says '${VALUES[target.type]}'`);
        } else if (value.type === 'Resource' && target.type === 'Utilization') {
          yield* checkShare(app, object, value.resource.name, target.averageUtilization, `${path}.resource`);
        }
      }
      yield* checkPace(object);
    }
  },
};

function* checkShare(app: App, object: KubernetesObject, resource: string, share: unknown, path: string) {
  if (!(Number.isInteger(share) && (share as number) > 0)) {
    yield complain(object, `${path}.target.averageUtilization`, `${String(share)} is not a share`);
  }
  const { kind, name } = record(record(object.spec).scaleTargetRef);
  const target = app.find(kind, name, namespaceOf(object));
  const pod = app.pods.find(candidate => candidate.object === target);
  const silent = pod && lasting(pod).find(({ value: { resources } }) =>
    [record(resources).requests, record(resources).limits].every(amounts => record(amounts)[resource] === undefined));
  if (silent) {
    yield complain(object, `${path}.name`, `container ${String(silent.value.name)} does not request ${resource}, so nobody knows what share of it is used`);
  }
}

function* checkPace(object: KubernetesObject) {
  for (const direction of ['scaleUp', 'scaleDown']) {
    const { stabilizationWindowSeconds = 0, policies } = record(record(record(object.spec).behavior)[direction]);
    const path = `spec.behavior.${direction}`;
    if (stabilizationWindowSeconds > 3600) {
      yield complain(object, `${path}.stabilizationWindowSeconds`, `${stabilizationWindowSeconds} is more than an hour`);
    }
    if (policies !== undefined && list(policies).length === 0) {
      yield complain(object, `${path}.policies`, 'there are none');
    }
    for (const { value, path: policy } of items(policies, `${path}.policies`)) {
      if (!(value.periodSeconds >= 1 && value.periodSeconds <= 1800)) {
        yield complain(object, `${policy}.periodSeconds`, `${String(value.periodSeconds)} is not from 1 to 1800`);
      }
      if (!(value.value > 0)) {
        yield complain(object, `${policy}.value`, `${String(value.value)} is not more than 0`);
      }
    }
  }
}
