import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { ground, object, objects, refusals, service, SETTINGS } from './support';
import { Architecture, NodeImage, Nodes, OperatingSystem } from '../../src/vocabulary';

const GRAVITON = [new ec2.InstanceType('m7g.large'), new ec2.InstanceType('m6g.large')];

function podOf(template: Template, name = 'api') {
  return object(template, 'Deployment', name).spec.template.spec;
}

describe('Auto Mode', () => {
  test('has its own role for nodes, with no more than the minimal policies', () => {
    const on = ground();
    on.platform();
    const template = Template.fromStack(on.stack);
    template.hasResourceProperties('AWS::EKS::Cluster', { ComputeConfig: { Enabled: true, NodePools: ['system', 'general-purpose'], NodeRoleArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlatformNodeRole'), 'Arn'] } } });
    expect(objects(template).filter(({ kind }) => kind === 'NodePool')).toEqual([]);
  });

  test('makes one pool for all workloads with the same needs, and only then', () => {
    const on = ground();
    const platform = on.platform();
    service(on.stack, 'Api', platform, { architecture: Architecture.ARM64, eks: { spot: true } });
    service(on.stack, 'Other', platform, { architecture: Architecture.ARM64, eks: { spot: true } });
    const template = Template.fromStack(on.stack);
    const pool = object(template, 'NodePool');
    expect(pool.metadata.name).toBe('arm64-spot');
    expect(pool.spec.template.spec.requirements).toEqual(expect.arrayContaining([
      { key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] }, { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['spot'] },
    ]));
    expect(podOf(template).nodeSelector).toEqual({ 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'arm64', 'karpenter.sh/nodepool': 'arm64-spot' });
  });
});

describe('managed nodes', () => {
  test.each(SETTINGS)('are a node group without a name, on closed and encrypted machines, with %s', (_, setting) => {
    const on = ground(setting);
    on.platform({ nodes: [Nodes.managed({ instanceTypes: GRAVITON, image: NodeImage.BOTTLEROCKET, spot: true, min: 3, max: 9, labels: { team: 'shop' } })] });
    const template = Template.fromStack(on.stack);
    template.hasResourceProperties('AWS::EKS::Nodegroup', {
      AmiType: 'BOTTLEROCKET_ARM_64',
      CapacityType: 'SPOT',
      InstanceTypes: ['m7g.large', 'm6g.large'],
      ScalingConfig: { MinSize: 3, MaxSize: 9, DesiredSize: 3 },
      Labels: { 'cdk-container-platform/nodes': 'managed', 'team': 'shop' },
      UpdateConfig: { MaxUnavailable: 1 },
      NodeRepairConfig: { Enabled: true },
      NodegroupName: Match.absent(),
    });
    template.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        BlockDeviceMappings: [{ DeviceName: '/dev/xvdb', Ebs: Match.objectLike({ Encrypted: true, VolumeType: 'gp3' }) }],
      },
    });
    template.hasResourceProperties('AWS::EKS::Cluster', { ComputeConfig: { Enabled: false } });
  });

  test('are found by their pods, which wait for them', () => {
    const on = ground();
    const windows = Nodes.managed({ name: 'windows', image: NodeImage.WINDOWS_2022_CORE });
    service(on.stack, 'Api', on.platform({ nodes: [Nodes.managed(), windows] }), { operatingSystem: OperatingSystem.WINDOWS_SERVER_2022_CORE, eks: { nodes: windows } });
    const template = Template.fromStack(on.stack);
    expect(podOf(template).nodeSelector).toMatchObject({ 'kubernetes.io/os': 'windows', 'node.kubernetes.io/windows-build': '10.0.20348', 'cdk-container-platform/nodes': 'windows' });
    expect(podOf(template).tolerations).toEqual([{ key: 'cdk-container-platform/nodes', operator: 'Equal', value: 'windows', effect: 'NoSchedule' }]);
    const [deployment] = Object.entries(template.findResources('Custom::AWSCDK-EKS-KubernetesResource')).filter(([id]) => id.startsWith('Deployment'));
    expect(deployment[1].DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^PlatformNodeswindowsNodeGroup/)]));
  });
});

describe('self-managed nodes', () => {
  test('join the cluster by nodeadm, with the image of the cluster\'s version', () => {
    const on = ground();
    on.platform({ nodes: [Nodes.selfManaged({ instanceTypes: GRAVITON, userData: ['echo hello'] })], clusterName: 'shop' });
    const template = Template.fromStack(on.stack);
    const { LaunchTemplateData } = Object.values(template.findResources('AWS::EC2::LaunchTemplate'))[0].Properties;
    const text = JSON.stringify(LaunchTemplateData.UserData);
    expect(text).toContain('application/node.eks.aws');
    expect(text).toContain('kind: NodeConfig');
    expect(text).toContain('name: shop');
    expect(text).toContain('cidr: \\"172.20.0.0/16\\"');
    expect(text).toContain('--node-labels=cdk-container-platform/nodes=self-managed');
    expect(text).toContain('echo hello');
    expect(text).not.toContain('bootstrap.sh');
    expect(JSON.stringify(template.toJSON().Parameters)).toContain('/aws/service/eks/optimized-ami/1.36/amazon-linux-2023/arm64/standard/recommended/image_id');
    template.hasResourceProperties('AWS::EKS::AccessEntry', { Type: 'EC2_LINUX' });
    template.hasResourceProperties('AWS::AutoScaling::AutoScalingGroup', { Tags: Match.arrayWith([{ Key: 'kubernetes.io/cluster/shop', Value: 'owned', PropagateAtLaunch: true }]) });
    template.hasResource('AWS::AutoScaling::AutoScalingGroup', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('AccessEntry')]) });
  });

  test('may be Bottlerocket, which is told the same in its own words', () => {
    const on = ground();
    on.platform({ nodes: [Nodes.selfManaged({ image: NodeImage.BOTTLEROCKET })] });
    const text = JSON.stringify(Object.values(Template.fromStack(on.stack).findResources('AWS::EC2::LaunchTemplate'))[0].Properties);
    expect(text).toContain('[settings.kubernetes]');
  });
});

describe('Fargate', () => {
  test('takes the pods that were placed on it, and the name service where it is alone', () => {
    const on = ground();
    service(on.stack, 'Api', on.platform({ nodes: [Nodes.fargate()], namespaces: ['shop'] }));
    const template = Template.fromStack(on.stack);
    template.hasResourceProperties('AWS::EKS::FargateProfile', {
      Selectors: [{ Namespace: 'shop', Labels: [{ Key: 'cdk-container-platform/nodes', Value: 'fargate' }] }, { Namespace: 'kube-system' }],
    });
    expect(object(template, 'Deployment').spec.template.metadata.labels['cdk-container-platform/nodes']).toBe('fargate');
    expect(object(template, 'ServiceAccount', 'api').metadata.annotations).toHaveProperty(['eks.amazonaws.com/role-arn']);
    template.resourceCountIs('AWS::EKS::PodIdentityAssociation', 0);
  });
});

describe('a workload', () => {
  test('runs on the nodes it chose', () => {
    const on = ground();
    const batch = Nodes.managed({ name: 'batch' });
    service(on.stack, 'Api', on.platform({ nodes: [Nodes.auto(), batch] }), { eks: { nodes: batch } });
    expect(podOf(Template.fromStack(on.stack)).nodeSelector).toMatchObject({ 'cdk-container-platform/nodes': 'batch' });
  });

  test('is not placed on nodes that look the same', () => {
    const on = ground();
    const platform = on.platform({ nodes: [Nodes.managed()] });
    expect(refusals(() => service(on.stack, 'Api', platform, { eks: { nodes: Nodes.managed() } }))).toEqual(['NodesOfOtherPlatform eks.nodes']);
  });
});
