import { Construct, IDependable } from 'constructs';
import { allOf, Right } from './identity';
import { Installation } from './install';
import type { EksGround } from '../ground';
import { applyObject } from '../manifest';
import { runWindows } from '../nodes';

const MANY = 'Network interfaces come and go with nodes and pods; the rights hold in this account and region only.';

/**
 * The plugin that gives pods addresses of the network, with network policies on. Nodes are not ready without it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/managing-vpc-cni.html
 */
export function networkPlugin(scope: Construct, { _nodes: nodes }: EksGround): Installation {
  return {
    configuration: { enableNetworkPolicy: 'true', ...nodes.some(({ spec }) => runWindows(spec)) && { enableWindowsIpam: 'true' } },
    identity: { account: 'aws-node', description: 'Gives pods addresses of the network', rights: networkRights(scope) },
  };
}

/** @see https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/iam-policy.md */
function networkRights(scope: Construct): Right[] {
  const interfaces = allOf(scope, 'network-interface');
  return [{
    actions: ['ec2:DescribeInstances', 'ec2:DescribeInstanceTypes', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets', 'ec2:DescribeTags'],
    resources: ['*'],
    because: 'These actions list what there is, and cannot be limited to some of it.',
  }, {
    actions: ['ec2:CreateNetworkInterface'],
    resources: [interfaces, allOf(scope, 'subnet'), allOf(scope, 'security-group')],
    because: MANY,
  }, {
    actions: ['ec2:CreateTags', 'ec2:DeleteNetworkInterface', 'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses'],
    resources: [interfaces],
    because: MANY,
  }, {
    actions: ['ec2:AttachNetworkInterface', 'ec2:DetachNetworkInterface', 'ec2:ModifyNetworkInterfaceAttribute'],
    resources: [interfaces, allOf(scope, 'instance'), allOf(scope, 'security-group')],
    because: MANY,
  }];
}

/**
 * Auto Mode has the plugin built in, but minds network policies only where this is said. Where there are other nodes, too, the
 * add-on says it, in the same object.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html
 */
export function enforceNetworkPolicies(scope: Construct, ground: EksGround): IDependable {
  return applyObject(scope, ground, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'amazon-vpc-cni', namespace: 'kube-system' },
    data: { 'enable-network-policy-controller': 'true' },
  });
}
