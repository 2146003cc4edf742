import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledge } from '../../private/acknowledge';

/**
 * The role of machines: they join the cluster, hand pods their identities, and pull images. Pods have roles of their own.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
export function makeNodeRole(scope: Construct, id: string, description: string, policies: readonly string[]): iam.Role {
  const role = new iam.Role(scope, id, {
    description,
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
    managedPolicies: policies.map(name => iam.ManagedPolicy.fromAwsManagedPolicyName(name)),
  });
  policies.forEach(policy => explain(role, policy));
  return role;
}

/** The role of nodes in Auto Mode. */
export function makeAutoNodeRole(scope: Construct): iam.Role {
  return makeNodeRole(scope, 'NodeRole', 'Nodes of EKS Auto Mode', ['AmazonEKSWorkerNodeMinimalPolicy', 'AmazonEC2ContainerRegistryPullOnly']);
}

/** The role of nodes of one's own. Session Manager is the way in; there are no keys. */
export function makeOwnNodeRole(scope: Construct, name: string): iam.Role {
  return makeNodeRole(scope, 'Role', `Nodes '${name}'`, ['AmazonEKSWorkerNodePolicy', 'AmazonEC2ContainerRegistryPullOnly', 'AmazonSSMManagedInstanceCore']);
}

/** The role with which Fargate pulls images and writes logs. */
export function makeFargateRole(scope: Construct): iam.Role {
  const policy = 'AmazonEKSFargatePodExecutionRolePolicy';
  const role = new iam.Role(scope, 'Role', {
    description: 'Prepares pods on Fargate',
    assumedBy: new iam.ServicePrincipal('eks-fargate-pods.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(policy)],
  });
  explain(role, policy);
  return role;
}

function explain(role: iam.Role, policy: string): void {
  acknowledge(role, `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policy}]`,
    'The least that AWS documents for this role, and AWS changes it together with the service; a copy of ours would fail one day.');
}
