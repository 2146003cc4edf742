import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnAccessEntry } from 'aws-cdk-lib/aws-eks';
import { Duration, Tags } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { makeLaunchTemplate } from './launch-template';
import { makeOwnNodeRole } from './node-role';
import { joinTheCluster } from './node-user-data';
import { areArm, boundsOf, instanceTypesOf } from './own-nodes';
import { NodesParts, RenderedNodes } from './rendered';
import { acknowledge } from '../../private/acknowledge';
import { NodeImage, Nodes, SelfManagedNodesOptions } from '../../vocabulary';

/**
 * Instances that join the cluster by themselves. Made here because what the CDK would make asks for images and scripts
 * that do not exist for any version of Kubernetes that EKS still supports.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/launch-workers.html
 */
export function renderSelfManagedNodes(
  scope: Construct, parts: NodesParts, nodes: Nodes, name: string, options: SelfManagedNodesOptions,
): RenderedNodes {
  const { cluster, clusterName, network } = parts;
  const role = makeOwnNodeRole(scope, name);
  const template = makeLaunchTemplate(scope, `${clusterName}-${name}`, options, {
    role,
    machineImage: ec2.MachineImage.fromSsmParameter(imageParameter(parts.version, options)),
    userData: joinTheCluster(parts, name, options),
    securityGroup: cluster.clusterSecurityGroup,
  });
  const types = instanceTypesOf(options);
  const { min, max } = boundsOf(options);
  const group = new autoscaling.AutoScalingGroup(scope, 'Group', {
    vpc: network.vpc,
    vpcSubnets: options.subnets ?? network.workloadSubnets,
    minCapacity: min,
    maxCapacity: max,
    mixedInstancesPolicy: {
      launchTemplate: template,
      launchTemplateOverrides: types.map(instanceType => ({ instanceType })),
      instancesDistribution: {
        onDemandPercentageAboveBaseCapacity: options.spot ? 0 : 100,
        spotAllocationStrategy: autoscaling.SpotAllocationStrategy.PRICE_CAPACITY_OPTIMIZED,
      },
    },
    capacityRebalance: options.spot ?? false,
    updatePolicy: autoscaling.UpdatePolicy.rollingUpdate({
      maxBatchSize: 1, minInstancesInService: Math.min(min, max - 1), pauseTime: Duration.minutes(3),
    }),
    groupMetrics: [autoscaling.GroupMetrics.all()],
  });
  // How the cluster tells its own machines from others.
  Tags.of(group).add(`kubernetes.io/cluster/${clusterName}`, 'owned', { applyToLaunchedInstances: true });
  const entry = new CfnAccessEntry(scope, 'AccessEntry', {
    clusterName, principalArn: role.roleArn, type: options.image?._windows ? 'EC2_WINDOWS' : 'EC2_LINUX',
  });
  entry.node.addDependency(cluster);
  group.node.addDependency(entry);
  acknowledge(group, 'AwsSolutions-AS3', 'Nodes come and go; Kubernetes notices and says so itself, in events and metrics of the cluster.');
  for (const rule of ['AwsSolutions-EC26', 'EC2IMDSv2Enabled']) {
    acknowledge(group, rule, 'The launch template of the group says it: encrypted disks, and only the newer metadata service.');
  }
  return { nodes, spec: nodes._toSpec(), made: { role, autoScalingGroup: group, launchTemplate: template }, dependables: [group], scope };
}

/** The parameter in which AWS keeps the id of the newest image. */
function imageParameter(version: string, options: SelfManagedNodesOptions): string {
  const image = options.image ?? NodeImage.AMAZON_LINUX_2023;
  const architecture = areArm(options) ? 'arm64' : 'x86_64';
  if (image._windows) {
    const edition = image === NodeImage[`WINDOWS_${image._windows as '2022'}_CORE`] ? 'Core' : 'Full';
    return `/aws/service/ami-windows-latest/Windows_Server-${image._windows}-English-${edition}-EKS_Optimized-${version}/image_id`;
  }
  if (image._bottlerocket) {
    const variant = image === NodeImage.BOTTLEROCKET_NVIDIA ? '-nvidia' : image === NodeImage.BOTTLEROCKET_FIPS ? '-fips' : '';
    return `/aws/service/bottlerocket/aws-k8s-${version}${variant}/${architecture}/latest/image_id`;
  }
  const variant = image === NodeImage.AMAZON_LINUX_2023_NVIDIA ? 'nvidia' : image === NodeImage.AMAZON_LINUX_2023_NEURON ? 'neuron' : 'standard';
  return `/aws/service/eks/optimized-ami/${version}/amazon-linux-2023/${architecture}/${variant}/recommended/image_id`;
}
