import { CfnFargateProfile } from 'aws-cdk-lib/aws-eks';
import { Construct } from 'constructs';
import { makeFargateRole } from './node-role';
import { NODES_LABEL, NodesParts, RenderedNodes, subnetsOf } from './rendered';
import { FargateNodesOptions, Nodes } from '../../vocabulary';

/**
 * A profile for the pods that were placed here, by their label. Where there are no other nodes, it also takes the cluster's own
 * name service.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html
 */
export function renderFargate(scope: Construct, parts: NodesParts, nodes: Nodes, name: string, options: FargateNodesOptions): RenderedNodes {
  const role = makeFargateRole(scope);
  const alone = parts.nodes.every(other => other._toSpec().kind === 'fargate');
  const profile = new CfnFargateProfile(scope, 'Profile', {
    clusterName: parts.clusterName,
    podExecutionRoleArn: role.roleArn,
    subnets: subnetsOf(parts, options.subnets),
    selectors: [
      ...parts.namespaces.map(namespace => ({ namespace, labels: [{ key: NODES_LABEL, value: name }] })),
      ...alone ? [{ namespace: 'kube-system' }] : [],
    ],
  });
  profile.node.addDependency(parts.cluster, role);
  return { nodes, spec: nodes._toSpec(), made: { role, fargateProfile: profile }, dependables: [profile], scope };
}
