import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { acknowledge } from '../private/acknowledge';

const SESSION = ['ssmmessages:CreateControlChannel', 'ssmmessages:CreateDataChannel', 'ssmmessages:OpenControlChannel', 'ssmmessages:OpenDataChannel'];

/**
 * Whether the CDK may turn shell sessions on. It grants what the cluster's audit log and key need, but where a cluster
 * has no such configuration it grants, depending on a feature flag, to write to all log groups of the account.
 */
export function execIsConfigured({ executeCommandConfiguration }: ecs.ICluster): boolean {
  return executeCommandConfiguration !== undefined;
}

/**
 * Lets people with the permission open a shell in the tasks' containers.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export function allowExec(service: ecs.FargateService, cluster: ecs.ICluster): void {
  const { taskRole } = service.taskDefinition;
  if (!execIsConfigured(cluster)) {
    (service.node.defaultChild as ecs.CfnService).enableExecuteCommand = true;
    taskRole.addToPrincipalPolicy(new iam.PolicyStatement({ actions: SESSION, resources: ['*'] }));
  }
  acknowledge(taskRole, 'AwsSolutions-IAM5[Resource::*]', 'A shell session needs ssmmessages actions, which cannot be limited to a resource. Who may open one is decided by ecs:ExecuteCommand.');
}
