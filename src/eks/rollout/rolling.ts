import { Construct, IDependable } from 'constructs';
import { makeDaemon } from './daemon';
import { GATE_TIMEOUT, makeRolloutGate } from './gate';
import { RenderedRollout, RolloutParts } from './parts';
import { scheduleOf } from './schedule';
import { makeShift, targetOf } from './shift';
import { isPerInstance, RollingRollout } from '../../model';
import { bindExposure, bindListener, firstTarget } from '../exposure';
import { makeNetworkPolicy } from '../network-policy';
import { copiesWanted, makeDeployment, makeDisruptionBudget, makeScaling, makeService } from '../service';
import { beside, lasting } from '../version';

/** One set of objects, in which Kubernetes replaces pods a few at a time. */
export function makeRolling(scope: Construct, rollout: RollingRollout, parts: RolloutParts): RenderedRollout {
  if (isPerInstance(parts.spec)) {
    return makeDaemon(scope, rollout, parts);
  }
  return rollout.followTraffic && parts.rendered.length > 0 ? makeFollowing(scope, rollout, parts) : makeInPlace(scope, rollout, parts);
}

function makeInPlace(scope: Construct, rollout: RollingRollout, parts: RolloutParts): RenderedRollout {
  const { ground, spec, namespace, rendered, listeners } = parts;
  const place = { ground, namespace, version: lasting(spec) };
  const service = makeService(scope, spec, place);
  const bindings = [
    ...rendered.flatMap(each => bindExposure(scope, spec, place, each, firstTarget(each), service!)),
    ...listeners.flatMap(each => bindListener(scope, spec, place, each, service!)),
  ];
  return makePods(scope, rollout, parts, service ? [service] : [], bindings);
}

/**
 * Takes the traffic over from whatever had it before, once, and afterwards never changes anything about it. Those who know the
 * workload by its name in the cluster follow when that is done, so the pods are bound by a Service of another name.
 */
function makeFollowing(scope: Construct, rollout: RollingRollout, parts: RolloutParts): RenderedRollout {
  const { ground, spec, namespace, rendered } = parts;
  const place = { ground, namespace, version: beside(spec, ROLLING) };
  const service = makeService(scope, spec, place)!;
  const routes = rendered.map(each => targetOf(scope, each, { ground, namespace, workload: spec.name, revision: ROLLING }));
  const bindings = routes.flatMap(({ rendered: each, targetGroupArn: arn }) =>
    bindExposure(scope, spec, place, each, { arn, mark: `${ROLLING}-${firstTarget(each).mark}` }, service));
  const { deployment, gate, policy } = makePods(scope, rollout, parts, [service], bindings);
  const copies = copiesWanted(spec);
  const before = gate ?? deployment;
  const shift = copies === 0 ? undefined : makeShift(scope, {
    routes,
    revision: ROLLING,
    copies,
    startMinutes: GATE_TIMEOUT.toMinutes(),
    schedule: scheduleOf({ kind: 'allAtOnce' }, 0),
    alarmNames: [],
    after: [before, ...bindings],
  });
  const name = makeService(scope, spec, { ...place, version: lasting(spec) })!;
  name.node.addDependency(ground._namespace(namespace), shift ?? before);
  return { deployment, gate: shift ?? gate, policy };
}

function makePods(
  scope: Construct, rollout: RollingRollout, parts: RolloutParts, services: readonly Construct[], bindings: readonly IDependable[],
): RenderedRollout {
  const { ground, spec, namespace, pod } = parts;
  const place = { ground, namespace, version: lasting(spec) };
  const policy = makeNetworkPolicy(scope, place, parts.rendered, parts.visitors, parts.listeners);
  const around = [...services, policy, makeScaling(scope, spec, place), makeDisruptionBudget(scope, spec, place)].filter(made => made !== undefined);
  around.forEach(made => made.node.addDependency(ground._namespace(namespace)));
  const deployment = makeDeployment(scope, spec, { ...place, pod, progressSeconds: GATE_TIMEOUT.toSeconds(), strategy: renderStrategy(rollout) });
  deployment.node.addDependency(...around, ...bindings);
  const gate = makeRolloutGate(scope, spec, { ground, namespace, revision: pod.revision, timeout: GATE_TIMEOUT });
  gate?.node.addDependency(deployment);
  return { deployment, gate, policy };
}

/** Stands for the version, of which there is only one after the other. */
const ROLLING = 'rolling';

function renderStrategy({ minHealthyPercent, maxHealthyPercent }: RollingRollout): object {
  return {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: `${maxHealthyPercent - 100}%`, maxUnavailable: `${100 - minHealthyPercent}%` },
  };
}
