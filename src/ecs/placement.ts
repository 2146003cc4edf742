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
 * What the workload says, and nothing if it says nothing: ECS spreads a service over zones by itself. A strategy of our own would
 * stay with a service that moves to Fargate, which takes none, because CloudFormation only removes what is said to be empty.
 */
export function strategiesOf(spec: WorkloadSpec): ecs.PlacementStrategy[] | undefined {
  return ecsOptions(spec).placementStrategies;
}

export function constraintsOf(spec: WorkloadSpec): ecs.PlacementConstraint[] | undefined {
  const { placementConstraints } = ecsOptions(spec);
  return isPerInstance(spec) ? [...placementConstraints ?? [], ...daemonConstraints(spec)] : placementConstraints;
}

/** Whether the copies of a service are moved back when a zone has too many of them. */
export function isRebalanced(spec: WorkloadSpec, launchType: LaunchType): boolean {
  return ecsOptions(spec).availabilityZoneRebalancing
    ?? (leavesRoom(spec) && launchType !== 'external' && !isPerInstance(spec) && placementAgainstRebalancing(spec) === undefined);
}

/** Rebalancing starts a copy in the emptier zone before it stops one in the fuller. */
export function leavesRoom({ rollout }: WorkloadSpec): boolean {
  return rollout.kind !== 'codeDeploy' && mostCopiesPercent(rollout) > 100;
}

/** What wants copies elsewhere than rebalancing does, if anything. */
export function placementAgainstRebalancing(spec: WorkloadSpec): 'placementStrategies' | 'placementConstraints' | undefined {
  const [first] = (strategiesOf(spec) ?? []).flatMap(strategy => strategy.toJson());
  if (first && !(first.type === 'spread' && first.field === AVAILABILITY_ZONE)) {
    return 'placementStrategies';
  }
  const names = (constraintsOf(spec) ?? []).flatMap(constraint => constraint.toJson()).map(({ expression }) => expression);
  return names.some(expression => expression?.includes(AVAILABILITY_ZONE)) ? 'placementConstraints' : undefined;
}
