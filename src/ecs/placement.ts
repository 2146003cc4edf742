/**
 * Which machine a task runs on, where there is more than one to choose from.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement.html
 */
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { daemonConstraints } from './daemon/scheduling';
import { LaunchType } from './launch-type';
import { ecsOptions } from './options';
import { isPerInstance, mostCopiesPercent, WorkloadSpec } from '../model';

const { AVAILABILITY_ZONE } = ecs.BuiltInAttributes;

/**
 * Zones fail together, so copies go to different ones first. Within a zone they fill instances up: a group can only give an
 * instance back that is empty, and tasks that are spread thin keep all of them.
 */
function zonesThenFewest(): ecs.PlacementStrategy[] {
  return [ecs.PlacementStrategy.spreadAcross(AVAILABILITY_ZONE), ecs.PlacementStrategy.packedByMemory()];
}

/** In the order in which ECS asks them; undefined leaves it to ECS. */
export function strategiesOf(spec: WorkloadSpec, launchType: LaunchType): ecs.PlacementStrategy[] | undefined {
  return ecsOptions(spec).placementStrategies ?? (launchType === 'ec2' && !isPerInstance(spec) ? zonesThenFewest() : undefined);
}

export function constraintsOf(spec: WorkloadSpec): ecs.PlacementConstraint[] | undefined {
  const constraints = [...ecsOptions(spec).placementConstraints ?? [], ...isPerInstance(spec) ? daemonConstraints(spec) : []];
  return constraints.length > 0 ? constraints : undefined;
}

/** Whether the copies of a service are moved back when a zone has too many of them. */
export function isRebalanced(spec: WorkloadSpec, launchType: LaunchType): boolean {
  return ecsOptions(spec).availabilityZoneRebalancing
    ?? (leavesRoom(spec) && launchType !== 'external' && !isPerInstance(spec) && placementAgainstRebalancing(spec, launchType) === undefined);
}

/** Rebalancing starts a copy in the emptier zone before it stops one in the fuller. */
export function leavesRoom({ rollout }: WorkloadSpec): boolean {
  return rollout.kind !== 'codeDeploy' && mostCopiesPercent(rollout) > 100;
}

/** What wants copies elsewhere than rebalancing does, if anything. */
export function placementAgainstRebalancing(spec: WorkloadSpec, launchType: LaunchType): 'placementStrategies' | 'placementConstraints' | undefined {
  const [first] = (strategiesOf(spec, launchType) ?? []).flatMap(strategy => strategy.toJson());
  if (first && !(first.type === 'spread' && first.field === AVAILABILITY_ZONE)) {
    return 'placementStrategies';
  }
  const names = (constraintsOf(spec) ?? []).flatMap(constraint => constraint.toJson()).map(({ expression }) => expression);
  return names.some(expression => expression?.includes(AVAILABILITY_ZONE)) ? 'placementConstraints' : undefined;
}
