import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledge';
import { asTold } from '../../private/as-told';

/** What EKS itself needs, and what Windows nodes and Auto Mode need besides. AWS extends these policies when the service learns something. */
const MANAGED = {
  cluster: ['AmazonEKSClusterPolicy'],
  windows: ['AmazonEKSVPCResourceController'],
  autoMode: ['AmazonEKSComputePolicy', 'AmazonEKSBlockStoragePolicy', 'AmazonEKSLoadBalancingPolicy', 'AmazonEKSNetworkingPolicy'],
};

/**
 * The role with which EKS looks after the cluster.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
 */
export function makeClusterRole(scope: Construct, clusterName: string, autoMode: boolean, windows: boolean): iam.Role {
  const policies = [...MANAGED.cluster, ...(autoMode ? MANAGED.autoMode : []), ...(windows ? MANAGED.windows : [])];
  const role = new iam.Role(scope, 'ClusterRole', {
    description: `EKS looks after cluster ${clusterName}`,
    assumedBy: new iam.SessionTagsPrincipal(new iam.ServicePrincipal('eks.amazonaws.com')),
    managedPolicies: policies.map(name => iam.ManagedPolicy.fromAwsManagedPolicyName(name)),
    inlinePolicies: autoMode ? { Targets: mayRegisterTargets(scope, clusterName) } : undefined,
  });
  for (const policy of policies) {
    acknowledge(role, `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`,
      'EKS demands this policy, and AWS changes it together with the service; a copy of ours would fail one day.');
  }
  if (autoMode) {
    acknowledge(role, `AwsSolutions-IAM5[Resource::${asTold(role, targetGroups(scope))}]`,
      'Target groups are made after the cluster; only those that name it by their tag are meant.');
    acknowledge(role, 'IAMNoInlinePolicy', 'The policy belongs to exactly this role: it is made, changed and deleted with it, and nothing else can attach it.');
  }
  return role;
}

/** The managed policy covers only target groups that the cluster has made; ours are made by CloudFormation and carry this tag. */
function mayRegisterTargets(scope: Construct, clusterName: string): iam.PolicyDocument {
  return new iam.PolicyDocument({
    statements: [new iam.PolicyStatement({
      actions: ['elasticloadbalancing:RegisterTargets', 'elasticloadbalancing:DeregisterTargets'],
      resources: [targetGroups(scope)],
      conditions: { StringEquals: { 'aws:ResourceTag/eks:eks-cluster-name': clusterName } },
    })],
  });
}

function targetGroups(scope: Construct): string {
  return Stack.of(scope).formatArn({ service: 'elasticloadbalancing', resource: 'targetgroup', resourceName: '*' });
}
