/**
 * Lets scaling go on when a deployment has ended, should whoever suspended it have died meanwhile. CodeDeploy's state changes call
 * it through EventBridge, which calls again if it fails.
 */
import { Aws } from './aws';
import { UNDER_WAY } from './deployments';
import { resumeScalingOf } from './scaling';

/** CodeDeploy's notification, or one with the service's scalable target added by the rule. */
export interface StateChange {
  readonly resourceId?: string;
  readonly detail?: { readonly state?: string; readonly application?: string; readonly deploymentGroup?: string };
  readonly state?: string;
  readonly application?: string;
  readonly deploymentGroup?: string;
}

const ENDED = ['SUCCESS', 'FAILURE', 'STOP'];

export async function resumeAfter(event: StateChange, aws: Aws): Promise<{ readonly resumed: boolean }> {
  const { state, application, deploymentGroup } = { ...event, ...event.detail };
  const resourceId = event.resourceId ?? process.env.RESOURCE_ID;
  if (!resourceId || !ENDED.includes(state ?? '')) { return { resumed: false }; }
  // The end of one deployment may be the beginning of the next, which has its own end.
  if (application && deploymentGroup) {
    const group = { applicationName: application, deploymentGroupName: deploymentGroup };
    const { deployments } = await aws.listDeployments({ ...group, includeOnlyStatuses: UNDER_WAY });
    if (deployments?.length) { return { resumed: false }; }
  }
  await resumeScalingOf(aws, { resourceId });
  return { resumed: true };
}
