/**
 * Takes a rollout away: what is under way is stopped where it is, for a service that is about to go has no version to go back to.
 * It always succeeds in the end; nothing here is worth a stack that cannot be deleted.
 */
import { Aws } from './aws';
import { readDeployments } from './deployments';
import { classify, errorText } from './errors';
import { MINUTE } from './judge';
import { RolloutEvent, startedAt } from './request';
import { resumeScalingOf } from './scaling';

const PATIENCE = 10 * MINUTE;

/** Whether everything has ended. */
export async function remove(aws: Aws, event: RolloutEvent, now: number): Promise<boolean> {
  const props = event.ResourceProperties;
  const late = now - startedAt(event, now) > PATIENCE;
  try {
    const { active } = await readDeployments(aws, props, now);
    if (active && !late) {
      await aws.stopDeployment({ deploymentId: active.deploymentId, autoRollbackEnabled: false });
      return false;
    }
    await resumeScalingOf(aws, props.scaling);
    return true;
  } catch (error) {
    console.error(`Removing ${props.deploymentGroup}: ${errorText(error)}`);
    return late || ['terminal', 'denied'].includes(classify(error));
  }
}
