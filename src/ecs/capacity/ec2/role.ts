import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { allow, ownPolicy } from '../../../functions';

/**
 * The role of instances: they join the cluster and report what their tasks do. Images and logs are the business of the execution
 * roles of the tasks.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/instance_IAM_role.html
 */
export function makeInstanceRole(scope: Construct, cluster: ecs.ICluster, name: string, sessionManager: boolean): iam.Role {
  const role = new iam.Role(scope, 'Role', {
    description: `Instances of ${name}`,
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
  });
  const arn = (service: string, resource: string, resourceName: string) => Stack.of(scope).formatArn({ service, resource, resourceName });
  allow(role, {
    actions: ['RegisterContainerInstance', 'DeregisterContainerInstance', 'SubmitAttachmentStateChanges', 'SubmitContainerStateChange', 'SubmitTaskStateChange'].map(ecsAction),
    resources: [cluster.clusterArn],
  });
  allow(role, {
    actions: ['Poll', 'StartTelemetrySession', 'UpdateContainerInstancesState'].map(ecsAction),
    resources: [arn('ecs', 'container-instance', `${cluster.clusterName}/*`)],
    conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
    because: 'An instance gets its id when it joins the cluster; the condition limits it to that.',
  });
  allow(role, { actions: ['ecs:DiscoverPollEndpoint'], resources: ['*'], because: 'Where ECS listens is asked of the service and not of a resource.' });
  if (sessionManager) {
    allow(role, {
      actions: ['CreateControlChannel', 'CreateDataChannel', 'OpenControlChannel', 'OpenDataChannel'].map(action => `ssmmessages:${action}`),
      resources: ['*'],
      because: 'The channels of Session Manager cannot be limited to a resource; each is one that the service has opened to this instance.',
    });
    allow(role, { actions: ['ssm:UpdateInstanceInformation'], resources: [arn('ec2', 'instance', '*')], because: 'Instances have ids that nobody knows before they start.' });
  }
  ownPolicy(role);
  return role;
}

function ecsAction(action: string): string {
  return `ecs:${action}`;
}
