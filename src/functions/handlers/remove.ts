/**
 * Takes a rollout away: what is under way is stopped where it is, for a service that is about to go has no version to go back to.
 * It always succeeds in the end; nothing here is worth a stack that cannot be deleted.
 */
import type { DeploymentInfo } from '@aws-sdk/client-codedeploy';
import { Aws } from './aws';
import { readDeployments } from './deployments';
import { classify, errorText } from './errors';
import { MINUTE } from './judge';
import { RolloutEvent, startedAt } from './request';
import { resumeScalingOf } from './scaling';

const PATIENCE = 10 * MINUTE;

/**
 * Where the whole stack goes there is nothing to go back to. Where only the rollout goes, because a pipeline deploys from now on, the
 * service stays: old copies that only wait are let go, and a shift in its middle goes back.
 */
async function end(aws: Aws, stackId: string, { deploymentId, instanceTerminationWaitTimeStarted: waits }: DeploymentInfo): Promise<void> {
  const { Stacks: [stack] = [] } = await aws.describeStacks({ StackName: stackId });
  const isGoing = /^(DELETE|ROLLBACK)_/.test(stack?.StackStatus ?? 'DELETE_IN_PROGRESS');
  await (waits && !isGoing
    ? aws.continueDeployment({ deploymentId, deploymentWaitType: 'TERMINATION_WAIT' })
    : aws.stopDeployment({ deploymentId, autoRollbackEnabled: !isGoing }));
}

/** Whether everything has ended. */
export async function remove(aws: Aws, event: RolloutEvent, now: number): Promise<boolean> {
  const props = event.ResourceProperties;
  const late = now - startedAt(event, now) > PATIENCE;
  try {
    const { active } = await readDeployments(aws, props, now);
    if (active && !late) {
      await end(aws, event.StackId, active);
      return false;
    }
    await resumeScalingOf(aws, props.scaling);
    return true;
  } catch (error) {
    console.error(`Removing ${props.deploymentGroup}: ${errorText(error)}`);
    return late || ['terminal', 'denied'].includes(classify(error));
  }
}
