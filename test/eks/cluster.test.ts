import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import { Stack } from 'aws-cdk-lib/core';
import { ground, IRELAND, kubectl, RECOMMENDED, refusals, SETTINGS, web } from './support';
import { EksPlatform, KubernetesSupport } from '../../src/eks';
import { kubectlVersionOf } from '../../src/eks/cluster/kubectl';
import { stateOf } from '../../src/eks/cluster/versions';
import { Egress, Network } from '../../src/network';
import { PlatformProfile } from '../../src/vocabulary';

const ENDPOINTS = ['EC2', 'EKS', 'EKS_AUTH', 'STS', 'LAMBDA'] as const;

function privateNetwork(stack: Stack, endpoints: readonly (typeof ENDPOINTS)[number][]): Network {
  return new Network(stack, 'Network', {
    egress: Egress.endpointsOnly({ onDemand: false }),
    publicTier: false,
    interfaceEndpoints: endpoints.map(name => ec2.InterfaceVpcEndpointAwsService[name]),
  });
}

describe('a cluster', () => {
  test.each(SETTINGS)('is closed, logged, encrypted and protected, with %s', (_, setting) => {
    const on = ground(setting);
    on.platform({ clusterName: 'shop' });
    const template = Template.fromStack(on.stack);
    template.hasResourceProperties('AWS::EKS::Cluster', {
      Name: 'shop',
      Version: '1.36',
      AccessConfig: { AuthenticationMode: 'API', BootstrapClusterCreatorAdminPermissions: false },
      BootstrapSelfManagedAddons: false,
      DeletionProtection: true,
      UpgradePolicy: { SupportType: 'STANDARD' },
      ZonalShiftConfig: { Enabled: true },
      EncryptionConfig: [{ Provider: { KeyArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlatformKey'), 'Arn'] } }, Resources: Match.absent() }],
      ResourcesVpcConfig: Match.objectLike({ EndpointPrivateAccess: true, EndpointPublicAccess: false }),
      Logging: { ClusterLogging: { EnabledTypes: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'].map(Type => ({ Type })) } },
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { LogGroupName: '/aws/eks/shop/cluster', RetentionInDays: 90, KmsKeyId: Match.anyValue() });
    template.hasResource('AWS::EKS::Cluster', { DependsOn: Match.arrayWith([Match.stringLikeRegexp('ControlPlaneLogGroup')]) });
  });

  test('is what its options say', () => {
    const on = ground();
    on.platform({
      profile: PlatformProfile.DEVELOPMENT,
      kubernetesVersion: eks.KubernetesVersion.of('1.35'),
      endpointAccess: eks.EndpointAccess.PUBLIC_AND_PRIVATE.onlyFrom('203.0.113.0/24'),
      controlPlaneLogs: [eks.ClusterLoggingTypes.AUDIT],
      kubernetesSupport: KubernetesSupport.EXTENDED,
      zonalShift: false,
      clusterDeletionProtection: true,
    });
    Template.fromStack(on.stack).hasResourceProperties('AWS::EKS::Cluster', {
      Version: '1.35',
      ResourcesVpcConfig: Match.objectLike({ EndpointPublicAccess: true, PublicAccessCidrs: ['203.0.113.0/24'] }),
      Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'audit' }] } },
      UpgradePolicy: { SupportType: 'EXTENDED' },
      ZonalShiftConfig: { Enabled: false },
      DeletionProtection: true,
      EncryptionConfig: [{ Provider: { KeyArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlatformSecretsKey'), 'Arn'] } } }],
    });
  });

  test('lets EKS register targets only with target groups that name it', () => {
    const { template } = web({}, { clusterName: 'shop' });
    template.hasResourceProperties('AWS::IAM::Role', {
      Policies: [Match.objectLike({
        PolicyDocument: {
          Statement: [Match.objectLike({
            Action: ['elasticloadbalancing:DeregisterTargets', 'elasticloadbalancing:RegisterTargets'],
            Condition: { StringEquals: { 'aws:ResourceTag/eks:eks-cluster-name': 'shop' } },
          })],
          Version: '2012-10-17',
        },
      })],
    });
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::TargetGroup', { Tags: Match.arrayWith([{ Key: 'eks:eks-cluster-name', Value: 'shop' }]) });
  });

  test('keeps the logs of its functions for a time, with the key', () => {
    for (const [, setting] of SETTINGS) {
      const on = ground(setting);
      on.platform();
      const groups = Object.entries(Template.fromStack(on.stack).findResources('AWS::Logs::LogGroup')).filter(([id]) => id.includes('KubectlProvider'));
      expect(groups).toHaveLength(2);
      groups.forEach(([, { Properties }]) => expect(Properties).toMatchObject({ RetentionInDays: 90, KmsKeyId: expect.anything() }));
    }
  });

  test('needs the endpoints that its nodes call where there is no way out', () => {
    const on = ground({ env: IRELAND, flags: RECOMMENDED });
    const props = { network: privateNetwork(on.stack, ENDPOINTS), kubectlLayer: on.kubectlLayer };
    expect(() => new EksPlatform(on.stack, 'Platform', props)).not.toThrow();
    const other = new Stack(on.app, 'Other', { env: IRELAND });
    const without = { network: privateNetwork(other, ['EC2', 'EKS', 'STS']), kubectlLayer: kubectl(other) };
    expect(refusals(() => new EksPlatform(other, 'Platform', without))).toEqual(['EksNeedsEndpoints network']);
  });

  test('has them made where the network makes what is needed, and waits for them', () => {
    const on = ground({ env: IRELAND, flags: RECOMMENDED });
    const network = new Network(on.stack, 'Network', { egress: Egress.endpointsOnly({ services: [] }), publicTier: false });
    new EksPlatform(on.stack, 'Platform', { network, kubectlLayer: on.kubectlLayer });
    const needed = ['Ec2', 'EcrApi', 'EcrDkr', 'Eks', 'EksAuth', 'Lambda', 'Logs', 'Sts'];
    expect(network.interfaceEndpoints.map(({ node }) => node.id.replace(/Endpoint$/, '')).sort()).toEqual([...needed, 'Monitoring'].sort());
    const [{ DependsOn }] = Object.values(Template.fromStack(on.stack).findResources('AWS::EKS::Cluster'));
    expect((DependsOn as string[]).flatMap(id => /^Network(\w+)Endpoint[0-9A-F]{8}$/.exec(id)?.[1] ?? []).sort()).toEqual(needed);
  });
});

describe('an existing cluster', () => {
  function existing(on: ReturnType<typeof ground>, attributes: Partial<eks.ClusterAttributes> = {}): eks.ICluster {
    return eks.Cluster.fromClusterAttributes(on.stack, 'Theirs', {
      clusterName: 'theirs',
      vpc: on.vpc,
      clusterSecurityGroupId: 'sg-0123456789abcdef0',
      kubectlProvider: eks.KubectlProvider.fromKubectlProviderAttributes(on.stack, 'Provider', {
        serviceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:kubectl',
        role: undefined as never,
      }),
      ...attributes,
    });
  }

  test('is used as it is', () => {
    const on = ground({ env: IRELAND, flags: RECOMMENDED });
    const platform = EksPlatform.fromCluster(on.stack, 'Platform', existing(on));
    const template = Template.fromStack(on.stack);
    template.resourceCountIs('AWS::EKS::Cluster', 0);
    template.resourceCountIs('AWS::EKS::Addon', 0);
    template.hasResourceProperties('Custom::AWSCDK-EKS-KubernetesResource', { ClusterName: 'theirs', ServiceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:kubectl' });
    expect(platform.clusterName).toBe('theirs');
  });

  test('has to say what objects and load balancers need', () => {
    const on = ground({ env: IRELAND, flags: RECOMMENDED });
    const cluster = existing(on, { kubectlProvider: undefined, clusterSecurityGroupId: undefined });
    expect(refusals(() => EksPlatform.fromCluster(on.stack, 'Platform', cluster))).toEqual(['EksClusterIncomplete cluster', 'EksClusterIncomplete cluster']);
  });
});

describe('a version of Kubernetes', () => {
  test.each([
    ['1.34', '2026-09-01', 'supported'], ['1.34', '2026-10-15', 'ending'], ['1.34', '2026-12-03', 'extended'], ['1.34', '2027-12-03', 'gone'],
    ['1.36', '2026-11-21', 'supported'], ['1.40', '2026-11-21', 'supported'], ['1.22', '2026-11-21', 'gone'],
  ] as const)('%s on %s is %s', (version, day, state) => {
    expect(stateOf(version, new Date(day))).toBe(state);
  });

  test('of kubectl is read from the layer', () => {
    const { stack } = ground();
    const layer = new (jest.requireActual<typeof import('@aws-cdk/lambda-layer-kubectl-v36')>('@aws-cdk/lambda-layer-kubectl-v36').KubectlV36Layer)(stack, 'Real');
    expect(kubectlVersionOf(layer)).toBe('1.36');
    expect(kubectlVersionOf(kubectl(stack, 'Imported'))).toBeUndefined();
  });
});
