import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { ArnFormat, Stack } from 'aws-cdk-lib/core';
import { WorkloadSpec } from '../model';
import { acknowledgeLater } from '../private/acknowledge-later';
import { asTold } from '../private/as-told';

/**
 * Lets tasks ask not to be scaled away, by the endpoint that the agent gives each of them. IAM asks about the task, whose id is
 * made by ECS, so the right is for the tasks of the cluster.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html
 */
export function letProtect(role: iam.Role, cluster: ecs.ICluster, { taskProtection }: WorkloadSpec): void {
  if (!taskProtection) {
    return;
  }
  const tasks = Stack.of(role).formatArn({
    service: 'ecs', resource: 'task', resourceName: `${cluster.clusterName}/*`, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  role.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'],
    resources: [tasks],
  }));
  acknowledgeLater(role, () => `AwsSolutions-IAM5[Resource::${asTold(role, tasks)}]`,
    'Only ECS knows the ids of tasks; the right is limited to those of the cluster, and to keeping them.');
}
