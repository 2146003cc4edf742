import { CfnNodegroup } from 'aws-cdk-lib/aws-eks';
import { Construct } from 'constructs';
import { makeLaunchTemplate } from './launch-template';
import { makeOwnNodeRole } from './node-role';
import { areArm, boundsOf, instanceTypesOf, labelsOfNodes, taintsOf } from './own-nodes';
import { NodesParts, RenderedNodes, subnetsOf } from './rendered';
import { ManagedNodesOptions, NodeImage, Nodes } from '../../vocabulary';

/**
 * A node group. It has no name of its own, because a change that replaces it would then find the name taken.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
 */
export function renderManagedNodes(scope: Construct, parts: NodesParts, nodes: Nodes, name: string, options: ManagedNodesOptions): RenderedNodes {
  const role = makeOwnNodeRole(scope, name);
  const template = makeLaunchTemplate(scope, `${parts.clusterName}-${name}`, options);
  const { min, max } = boundsOf(options);
  const group = new CfnNodegroup(scope, 'NodeGroup', {
    clusterName: parts.clusterName,
    nodeRole: role.roleArn,
    subnets: subnetsOf(parts, options.subnets),
    amiType: (options.image ?? NodeImage.AMAZON_LINUX_2023)._amiType(areArm(options)),
    capacityType: options.spot ? 'SPOT' : 'ON_DEMAND',
    instanceTypes: instanceTypesOf(options).map(String),
    launchTemplate: { id: template.launchTemplateId, version: template.latestVersionNumber },
    // The number of nodes belongs to whoever scales them; only the first one is said, by the bounds.
    scalingConfig: { minSize: min, maxSize: max, desiredSize: Math.max(1, min) },
    labels: labelsOfNodes(name, options),
    taints: taintsOf(name, options).map(({ key, value, evict }) => ({ key, value, effect: evict ? 'NO_EXECUTE' : 'NO_SCHEDULE' })),
    updateConfig: { maxUnavailable: options.maxUnavailable ?? 1 },
    nodeRepairConfig: { enabled: options.repair ?? true },
    releaseVersion: options.releaseVersion,
  });
  group.node.addDependency(parts.cluster, role);
  return { nodes, spec: nodes._toSpec(), made: { role, nodeGroup: group, launchTemplate: template }, dependables: [group], scope };
}
