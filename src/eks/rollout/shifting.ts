import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { RenderedRollout, RolloutParts } from './parts';
import { scheduleOf } from './schedule';
import { makeShift, targetOf } from './shift';
import { ShiftingRollout, WorkloadSpec } from '../../model';
import { bindExposure, traitsOf } from '../exposure';
import { makeNetworkPolicy } from '../network-policy';
import { copiesWanted, makeDeployment, makeDisruptionBudget, makeScaling, makeService } from '../service';
import { lasting, passing } from '../version';

/**
 * Each version has objects of its own. CloudFormation makes those of the new version beside the old ones, then has the traffic
 * moved, and takes the old ones away when all of that has worked: until then there is something to go back to, which is still
 * running.
 */
export function makeShifting(scope: Construct, rollout: ShiftingRollout, parts: RolloutParts): RenderedRollout {
  const { ground, spec, namespace, pod, rendered } = parts;
  const { revision } = pod;
  const startMinutes = rollout.startTimeout.toMinutes({ integral: false });
  const place = { ground, namespace, version: passing(spec, revision) };
  const service = makeService(scope, spec, place)!;
  const routes = rendered.map(each => targetOf(scope, each, { ground, namespace, workload: spec.name, revision }));
  const bindings = routes.flatMap(route =>
    bindExposure(scope, spec, place, route.rendered, { arn: route.targetGroupArn, mark: revision }, service));
  const policy = makeNetworkPolicy(scope, place, rendered, parts.visitors);
  const around = [service, policy, makeScaling(scope, spec, place), makeDisruptionBudget(scope, spec, place)].filter(made => made !== undefined);
  around.forEach(made => made.node.addDependency(ground._namespace(namespace)));
  const deployment = makeDeployment(scope, spec, { ...place, pod, progressSeconds: startMinutes * 60, strategy: IN_PLACE });
  deployment.node.addDependency(...around, ...bindings);

  const shift = makeShift(scope, {
    routes,
    revision,
    copies: copiesWanted(spec),
    startMinutes,
    schedule: scheduleOf(rollout.shift, rollout.bakeTime.toMinutes({ integral: false })),
    alarmNames: alarmsOf(rollout, parts.alarms).map(alarm => alarm.alarmName),
    after: [deployment, ...bindings],
  });
  // Those who know the workload by its name in the cluster follow when the public has been served well.
  const name = makeService(scope, spec, { ...place, version: lasting(spec) }, { selector: place.version.selector })!;
  name.node.addDependency(shift);
  return { deployment, gate: shift, policy };
}

/** What tells a version from others, besides its pods: pods of a rolling rollout are not taken for those of this one. */
export function versionTraits({ exposures }: WorkloadSpec, rendered: RolloutParts['rendered']): unknown[] {
  return [...rendered.map(traitsOf), exposures.map(({ port }) => port)];
}

/** A version never changes; only people may want its pods anew. */
const IN_PLACE = { type: 'RollingUpdate', rollingUpdate: { maxSurge: '100%', maxUnavailable: 0 } };

function alarmsOf({ alarms }: ShiftingRollout, own: readonly cloudwatch.IAlarm[]): readonly cloudwatch.IAlarm[] {
  switch (alarms.kind) {
    case 'default': return own;
    case 'none': return [];
    case 'given': return alarms.alarms.map(alarm => alarm.value as cloudwatch.IAlarm);
  }
}
