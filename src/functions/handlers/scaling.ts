/**
 * Lets automatic scaling stand still while a deployment is under way, and go on afterwards. It would see the copies of both
 * versions and double them, and CodeDeploy gives up on a deployment whose service is scaled while traffic shifts.
 */
import type { SuspendedState } from '@aws-sdk/client-application-auto-scaling';
import { Aws } from './aws';
import { ScalingTarget } from '../wire/rollout';

type Scaling = Pick<Aws, 'describeScalableTargets' | 'registerScalableTarget'>;

const GOING: SuspendedState = { DynamicScalingInSuspended: false, DynamicScalingOutSuspended: false, ScheduledScalingSuspended: false };
const STANDING: SuspendedState = { DynamicScalingInSuspended: true, DynamicScalingOutSuspended: true, ScheduledScalingSuspended: true };

export async function suspendScaling(aws: Scaling, scaling: ScalingTarget | undefined): Promise<void> {
  if (!scaling || scaling.suspend === 'NONE') { return; }
  await bring(aws, scaling.resourceId, scaling.suspend === 'ALL' ? STANDING : { ...GOING, DynamicScalingInSuspended: true });
}

export async function resumeScalingOf(aws: Scaling, scaling: Pick<ScalingTarget, 'resourceId'> & Partial<ScalingTarget> | undefined): Promise<void> {
  if (!scaling || scaling.suspend === 'NONE') { return; }
  await bring(aws, scaling.resourceId, GOING);
}

/** Nothing is written that is so already, and a service that does not scale, or not yet, has nothing to suspend. */
async function bring(aws: Scaling, resourceId: string, state: SuspendedState): Promise<void> {
  const which = { ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' } as const;
  const { ScalableTargets } = await aws.describeScalableTargets({ ...which, ResourceIds: [resourceId] });
  const target = ScalableTargets?.find(candidate => candidate.ResourceId === resourceId);
  if (!target) { return; }
  const now: SuspendedState = { ...GOING, ...target.SuspendedState };
  if ((Object.keys(GOING) as (keyof SuspendedState)[]).every(key => (now[key] ?? false) === state[key])) { return; }
  await aws.registerScalableTarget({ ...which, ResourceId: resourceId, SuspendedState: state });
}
