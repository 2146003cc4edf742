/** Takes a rollout of ECS back, for whoever has seen that its copies do not come up. */
import { Aws } from './aws';

export interface StopRequest {
  /** ARN of the service deployment. */
  readonly deployment: string;
}

export async function stopRollout({ deployment }: StopRequest, aws: Pick<Aws, 'stopServiceDeployment'>): Promise<void> {
  await aws.stopServiceDeployment({ serviceDeploymentArn: deployment, stopType: 'ROLLBACK' });
}
