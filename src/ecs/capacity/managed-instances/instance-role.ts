import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { inlineRole } from '../inline-role';

/**
 * What the agent on the instances may do: be part of this cluster, where AWS's managed policy lets it be part of any. It pulls
 * no image and writes no log; that is done with the execution role of each workload.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-profile.html
 */
export function makeInstanceRole(scope: Construct, name: string, cluster: ecs.ICluster): iam.Role {
  const containerInstances = Stack.of(scope).formatArn({ service: 'ecs', resource: 'container-instance', resourceName: `${cluster.clusterName}/*` });
  return inlineRole(scope, 'InstanceRole', {
    description: `Lets the instances of ${name} join the cluster`,
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
    rights: [
      { actions: ['ecs:DiscoverPollEndpoint'], resources: ['*'], because: 'ecs:DiscoverPollEndpoint cannot be limited to a resource.' },
      { actions: ['ecs:RegisterContainerInstance', 'ecs:SubmitAttachmentStateChanges', 'ecs:SubmitTaskStateChange', 'ecs:PutSystemLogEvents'], resources: [cluster.clusterArn] },
      {
        actions: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:PutSystemLogEvents'],
        resources: [containerInstances],
        because: 'The ids of container instances are not known before they register. All of them are of this cluster.',
      },
    ],
  });
}
