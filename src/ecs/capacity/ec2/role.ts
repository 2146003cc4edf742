import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** The role of instances: they join the cluster and report what their tasks do. */
export function makeInstanceRole(scope: Construct, cluster: ecs.ICluster, name: string): iam.Role {
  const role = new iam.Role(scope, 'Role', {
    description: `Instances of ${name}`,
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
  });
  role.addToPolicy(new iam.PolicyStatement({
    actions: ['ecs:RegisterContainerInstance', 'ecs:DeregisterContainerInstance'],
    resources: [cluster.clusterArn],
  }));
  role.addToPolicy(new iam.PolicyStatement({
    actions: ['ecs:Poll', 'ecs:StartTelemetrySession', 'ecs:SubmitContainerStateChange', 'ecs:SubmitTaskStateChange', 'ecs:SubmitAttachmentStateChanges',
      'ecs:UpdateContainerInstancesState'],
    resources: ['*'],
    conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
  }));
  role.addToPolicy(new iam.PolicyStatement({ actions: ['ecs:DiscoverPollEndpoint', 'ecr:GetAuthorizationToken'], resources: ['*'] }));
  return role;
}
