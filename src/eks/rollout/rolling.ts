import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { makeRolloutGate } from './gate';
import { RenderedRollout, RolloutParts } from './parts';
import { scheduleOf } from './schedule';
import { makeShift, targetOf } from './shift';
import { RollingRollout } from '../../model';
import { bindExposure, firstTarget } from '../exposure';
import { copiesWanted, makeDeployment, makeDisruptionBudget, makeScaling, makeService } from '../service';
import { lasting } from '../version';

/** The function that asks lives for a quarter of an hour, and has to answer. */
const GATE_TIMEOUT = Duration.minutes(14);

/** One set of objects, in which Kubernetes replaces pods a few at a time. */
export function makeRolling(scope: Construct, rollout: RollingRollout, parts: RolloutParts): RenderedRollout {
  const { ground, spec, namespace, pod, rendered } = parts;
  const place = { ground, namespace, version: lasting(spec) };
  const service = makeService(scope, spec, place);
  const follows = rollout.followTraffic;
  const routes = follows ? rendered.map(each => targetOf(scope, each, { ground, namespace, workload: spec.name, revision: ROLLING })) : [];
  const bindings = rendered.flatMap((each, number) => {
    const first = firstTarget(each);
    return bindExposure(scope, spec, place, each, follows ? { arn: routes[number].targetGroupArn, mark: `${ROLLING}-${first.mark}` } : first, service!);
  });
  const around = [service, makeScaling(scope, spec, place), makeDisruptionBudget(scope, spec, place)].filter(made => made !== undefined);
  around.forEach(made => made.node.addDependency(ground._namespace(namespace)));
  const deployment = makeDeployment(scope, spec, { ...place, pod, progressSeconds: GATE_TIMEOUT.toSeconds(), strategy: renderStrategy(rollout) });
  deployment.node.addDependency(...around, ...bindings);
  const gate = makeRolloutGate(scope, spec, { ground, namespace, revision: pod.revision, timeout: GATE_TIMEOUT });
  gate?.node.addDependency(deployment);
  const copies = copiesWanted(spec);
  if (!follows || copies === 0) {
    return { deployment, gate };
  }
  // Whatever had the traffic before is moved away from once; afterwards nothing here ever changes.
  const shift = makeShift(scope, {
    routes,
    revision: ROLLING,
    copies,
    startMinutes: GATE_TIMEOUT.toMinutes(),
    schedule: scheduleOf({ kind: 'allAtOnce' }, 0),
    alarmNames: [],
    after: [gate ?? deployment, ...bindings],
  });
  return { deployment, gate: shift };
}

/** Stands for the version, of which there is only one after the other. */
const ROLLING = 'rolling';

function renderStrategy({ minHealthyPercent, maxHealthyPercent }: RollingRollout): object {
  return {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: `${maxHealthyPercent - 100}%`, maxUnavailable: `${100 - minHealthyPercent}%` },
  };
}
