import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnAddon } from 'aws-cdk-lib/aws-eks';
import * as eks from 'aws-cdk-lib/aws-eks-v2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Duration, Size } from 'aws-cdk-lib/core';
import { addOn, addOnsOf, cluster, dependsOn, rightsOf, waitsFor } from './add-ons-support';
import { asText, ground, IRELAND, object, objects, RECOMMENDED, refusals, service, SETTINGS } from './support';
import { EksCapability, EksObservability, EksPlatform, IdentityCenterPrincipal, ManifestDelivery } from '../../src/eks';
import { ADD_ON_NAMES, isOlder, pinnedVersion } from '../../src/eks/add-ons/versions';
import { Domain } from '../../src/ingress';
import { Egress, Network } from '../../src/network';
import { Image, NodeImage, Nodes, PlatformProfile, SecretSource, Volume } from '../../src/vocabulary';
import { ADD_ON_MISTAKES } from '../wrong-inputs/eks-add-ons';
import { expectRefused } from '../wrong-inputs/expect-refused';

const OWN = { nodes: [Nodes.managed()] };
const MIXED = { nodes: [Nodes.auto(), Nodes.managed()] };
const FARGATE = { nodes: [Nodes.fargate()] };
const NETWORKING = ['eks-pod-identity-agent', 'kube-proxy', 'vpc-cni'];
const ALWAYS = ['amazon-cloudwatch-observability', 'metrics-server'];

describe('a cluster has what its nodes lack', () => {
  test.each<[string, { nodes: Nodes[] }, string[]]>([
    ['Auto Mode has networking built in', { nodes: [Nodes.auto()] }, ALWAYS],
    ['node groups have nothing built in', OWN, [...ALWAYS, ...NETWORKING, 'coredns']],
    ['self-managed nodes have nothing built in', { nodes: [Nodes.selfManaged()] }, [...ALWAYS, ...NETWORKING, 'coredns']],
    ['other nodes beside Auto Mode need it, too', MIXED, [...ALWAYS, ...NETWORKING, 'coredns']],
    ['Fargate lacks a name service only, and cannot run agents', FARGATE, ['coredns', 'metrics-server']],
    ['pods on Fargate beside Auto Mode ask a name service', { nodes: [Nodes.auto(), Nodes.fargate()] }, [...ALWAYS, 'coredns']],
  ])('%s', (_, props, expected) => expect(addOnsOf(cluster(props).template)).toEqual([...expected].sort()));

  test.each(SETTINGS)('with %s', (_, setting) => {
    const { template } = cluster(OWN, setting);
    expect(addOn(template, 'metrics-server')).toMatchObject({ AddonVersion: 'v0.9.0-eksbuild.11', ResolveConflicts: 'OVERWRITE', PreserveOnDelete: false, ClusterName: 'Shop-Platform' });
  });
});

describe('versions', () => {
  test.each(['1.34', '1.35', '1.36'])('are pinned for Kubernetes %s, and written as EKS writes them', kubernetes => {
    const versions = ADD_ON_NAMES.map(name => pinnedVersion(name, kubernetes));
    expect(versions.filter(version => !/^(v\d+\.\d+\.\d+-eksbuild\.\d+|\d+\.\d+\.\d+)$/.test(version ?? 'none'))).toEqual([]);
    expect(pinnedVersion('kube-proxy', kubernetes)).toContain(`v${kubernetes}.`);
  });

  test('are left to EKS for other versions of Kubernetes', () => {
    const { template } = cluster({ ...OWN, kubernetesVersion: eks.KubernetesVersion.of('1.37') });
    expect(addOn(template, 'coredns').AddonVersion).toBeUndefined();
  });

  test('can be said', () => {
    const { template } = cluster({ addOnVersions: { 'metrics-server': 'v0.8.1-eksbuild.6' } });
    expect(addOn(template, 'metrics-server').AddonVersion).toBe('v0.8.1-eksbuild.6');
  });

  test('are compared by their numbers', () => {
    expect([isOlder('v1.9.0-eksbuild.2', 'v1.15.5'), isOlder('v1.15.5-eksbuild.1', 'v1.15.5'), isOlder('v2.0.0-eksbuild.1', 'v1.15.5')]).toEqual([true, false, false]);
  });
});

describe('order', () => {
  test('nodes wait for networking', () => {
    const { template } = cluster(OWN);
    for (const name of NETWORKING) {
      expect(waitsFor(template, name)).toContainEqual(expect.stringMatching(/^PlatformNodesmanagedNodeGroup/));
      expect(dependsOn(template, name)).toEqual(expect.arrayContaining([expect.stringMatching(/^PlatformCluster/)]));
      expect(dependsOn(template, name)).not.toContainEqual(expect.stringContaining('NodeGroup'));
    }
  });

  test('self-managed nodes do, too', () => {
    expect(waitsFor(cluster({ nodes: [Nodes.selfManaged()] }).template, 'vpc-cni')).toContainEqual(expect.stringMatching(/^PlatformNodesselfmanagedGroupASG/));
  });

  test('everything else waits for nodes and for names', () => {
    const { template } = cluster(OWN);
    expect(dependsOn(template, 'coredns')).toContainEqual(expect.stringMatching(/^PlatformNodesmanagedNodeGroup/));
    expect(waitsFor(template, 'coredns')).toEqual(expect.arrayContaining([expect.stringContaining('metricsserver'), expect.stringContaining('cloudwatch')]));
  });

  test('on Fargate the name service waits for the profile', () => {
    const { template } = cluster(FARGATE);
    expect(dependsOn(template, 'coredns')).toContainEqual(expect.stringMatching(/^PlatformNodesfargateProfile/));
    expect(addOn(template, 'coredns').settings).toEqual({ computeType: 'Fargate' });
  });

  test('roles are there before the pods that take them', () => {
    expect(dependsOn(cluster(OWN).template, 'vpc-cni')).toContainEqual(expect.stringMatching(/^PlatformAddOnsvpccniRole/));
  });
});

describe('networking', () => {
  test('of one\'s own nodes enforces network policies, with an identity of its own', () => {
    const { template } = cluster(OWN);
    const { settings, PodIdentityAssociations } = addOn(template, 'vpc-cni');
    expect(settings).toEqual({ enableNetworkPolicy: 'true' });
    expect(PodIdentityAssociations).toEqual([{ ServiceAccount: 'aws-node', RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^PlatformAddOnsvpccniRole/), 'Arn'] } }]);
    expect(objects(template).filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
  });

  test('may change nothing but network interfaces', () => {
    const rights = rightsOf(cluster(OWN).template, 'Gives pods addresses of the network');
    const everywhere = rights.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
    expect(everywhere.filter((action: string) => !action.startsWith('ec2:Describe'))).toEqual([]);
    expect(rights.flatMap(({ Action }) => Action)).toEqual(expect.arrayContaining(['ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface', 'ec2:CreateTags']));
  });

  test('gives addresses to Windows pods where there are Windows nodes', () => {
    const { template } = cluster({ nodes: [Nodes.managed(), Nodes.managed({ name: 'windows', image: NodeImage.WINDOWS_2022_CORE })] });
    expect(addOn(template, 'vpc-cni').settings).toEqual({ enableNetworkPolicy: 'true', enableWindowsIpam: 'true' });
  });

  test('of Auto Mode is told to enforce network policies', () => {
    expect(object(cluster().template, 'ConfigMap')).toMatchObject({
      metadata: { name: 'amazon-vpc-cni', namespace: 'kube-system' }, data: { 'enable-network-policy-controller': 'true' },
    });
  });

  test('of both is told once: the add-on has the same object', () => {
    expect(objects(cluster(MIXED).template).filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
  });

  test('takes settings of the user, which win', () => {
    const { template } = cluster({ ...OWN, addOnSettings: { 'vpc-cni': { enableNetworkPolicy: 'false', env: { ENABLE_PREFIX_DELEGATION: 'true' } } } });
    expect(addOn(template, 'vpc-cni').settings).toEqual({ enableNetworkPolicy: 'false', env: { ENABLE_PREFIX_DELEGATION: 'true' } });
  });
});

describe('drivers come with the first workload that needs them', () => {
  test('for file systems, without a right to make any', () => {
    const on = ground();
    const platform = on.platform();
    expect(platform.addOns.addOn('aws-efs-csi-driver')).toBeUndefined();
    const mount = (id: string) => service(on.stack, id, platform, { volumes: { data: Volume.efs() }, mounts: [{ volume: 'data', path: '/data' }] });
    mount('Api');
    mount('Other');
    const { PodIdentityAssociations, settings } = addOn(Template.fromStack(on.stack), 'aws-efs-csi-driver');
    expect([PodIdentityAssociations, settings]).toEqual([undefined, undefined]);
    expect(platform.addOns.addOn('aws-efs-csi-driver')).toBeInstanceOf(CfnAddon);
  });

  test('for secrets, which makes Secrets and looks for new values', () => {
    const on = ground();
    const platform = on.platform({ secretsRefresh: Duration.minutes(10) });
    const secret = secretsmanager.Secret.fromSecretCompleteArn(on.stack, 'Password', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:password-AbCdEf');
    service(on.stack, 'Api', platform, { secrets: { PASSWORD: SecretSource.secretsManager(secret) } });
    expect(addOn(Template.fromStack(on.stack), 'aws-secrets-store-csi-driver-provider').settings).toEqual({
      'secrets-store-csi-driver': { syncSecret: { enabled: true }, enableSecretRotation: true, rotationPollInterval: '600s' },
    });
  });

  test('for secrets, hourly unless said otherwise', () => {
    const { template } = cluster({ addOns: ['aws-secrets-store-csi-driver-provider'] });
    expect(addOn(template, 'aws-secrets-store-csi-driver-provider').settings['secrets-store-csi-driver'].rotationPollInterval).toBe('3600s');
  });

  test('for disks, where Auto Mode has none built in', () => {
    const on = ground();
    const platform = on.platform(OWN);
    service(on.stack, 'Api', platform, { volumes: { data: Volume.ebs({ size: Size.gibibytes(10) }) }, mounts: [{ volume: 'data', path: '/data' }] });
    const template = Template.fromStack(on.stack);
    expect(addOn(template, 'aws-ebs-csi-driver').settings).toEqual({ controller: { extraVolumeTags: { 'cdk-container-platform/cluster': 'Shop-Platform' } } });
    expect(platform.addOns.roleOf('aws-ebs-csi-driver')).toBeInstanceOf(iam.Role);
  });

  test('for disks, which touches only disks of its own cluster', () => {
    const rights = rightsOf(cluster({ addOns: ['aws-ebs-csi-driver'] }).template, 'Makes disks for pods');
    const on = (action: string) => rights.filter(({ Action }) => [Action].flat().includes(action));
    const OURS = { StringEquals: { 'aws:ResourceTag/cdk-container-platform/cluster': 'Shop-Platform' } };
    expect(on('ec2:DeleteVolume').map(({ Condition }) => Condition)).toEqual([OURS]);
    expect(on('ec2:ModifyVolume').map(({ Condition }) => Condition)).toEqual([OURS]);
    expect(on('ec2:CreateVolume').map(({ Condition }) => Condition)).toEqual([{ StringEquals: { 'aws:RequestTag/cdk-container-platform/cluster': 'Shop-Platform' } }]);
    expect(rights.flatMap(({ Action }) => Action).filter((action: string) => /Snapshot/.test(action))).toEqual([]);
  });
});

describe('observability', () => {
  const names = (template: Template) => Object.values(template.findResources('AWS::Logs::LogGroup')).map(({ Properties }) => asText(Properties.LogGroupName ?? ''))
    .filter(name => name.startsWith('/aws/containerinsights')).map(name => name.replace('/aws/containerinsights/Shop-Platform/', '')).sort();

  test('in production has logs and metrics, in groups with an end and a key', () => {
    const { template } = cluster();
    expect(names(template)).toEqual(['application', 'dataplane', 'host', 'performance']);
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: { LogGroupName: '/aws/containerinsights/Shop-Platform/application', RetentionInDays: 90, KmsKeyId: Match.anyValue() }, DeletionPolicy: 'RetainExceptOnCreate',
    });
    expect(addOn(template, 'amazon-cloudwatch-observability').settings).toMatchObject({ containerLogs: { enabled: true }, containerInsights: { enabled: true } });
  });

  test('in development has logs only, and leaves nothing behind', () => {
    const { template } = cluster({ profile: PlatformProfile.DEVELOPMENT });
    expect(names(template)).toEqual(['application', 'dataplane', 'host']);
    template.hasResource('AWS::Logs::LogGroup', { Properties: { LogGroupName: '/aws/containerinsights/Shop-Platform/host', RetentionInDays: 7, KmsKeyId: Match.absent() }, DeletionPolicy: 'Delete' });
    expect(addOn(template, 'amazon-cloudwatch-observability').settings).toMatchObject({ containerLogs: { enabled: true }, containerInsights: { enabled: false } });
    expect(rightsOf(template, 'Sends logs and metrics of the cluster to CloudWatch').flatMap(({ Action }) => Action)).not.toContain('cloudwatch:PutMetricData');
  });

  test('can be chosen whatever the profile', () => {
    expect(names(cluster({ observability: EksObservability.logsOnly() }).template)).not.toContain('performance');
    expect(names(cluster({ observability: EksObservability.enhanced(), profile: PlatformProfile.DEVELOPMENT }).template)).toContain('performance');
  });

  test('can be none', () => {
    const { template, eksPlatform } = cluster({ observability: EksObservability.none() });
    expect([names(template), addOnsOf(template), eksPlatform.addOns.applicationLogGroup]).toEqual([[], ['metrics-server'], undefined]);
  });

  test('has its groups before its agents, which leave programs alone', () => {
    const { template } = cluster();
    expect(dependsOn(template, 'amazon-cloudwatch-observability').filter(id => /Logs/.test(id))).toHaveLength(4);
    expect(addOn(template, 'amazon-cloudwatch-observability').settings.manager).toEqual({ applicationSignals: { autoMonitor: { monitorAllServices: false } } });
  });

  test('writes to groups of its own cluster only', () => {
    const rights = rightsOf(cluster().template, 'Sends logs and metrics of the cluster to CloudWatch').filter(({ Action }) => [Action].flat().some(action => action.startsWith('logs:')));
    expect(rights.map(({ Resource }) => asText(Resource))).toEqual([expect.stringMatching(/log-group:\/aws\/containerinsights\/Shop-Platform\/\*$/)]);
  });

  test('on Fargate goes through its router, to the same group', () => {
    const { template } = cluster(FARGATE);
    expect(names(template)).toEqual(['application']);
    expect(object(template, 'Namespace', 'aws-observability').metadata.labels).toEqual({ 'aws-observability': 'enabled' });
    expect(object(template, 'ConfigMap', 'aws-logging').data['output.conf']).toContain('log_group_name /aws/containerinsights/Shop-Platform/application\n');
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [Match.objectLike({ Action: Match.arrayWith(['logs:PutLogEvents']) })] },
      Roles: [{ Ref: Match.stringLikeRegexp('^PlatformNodesfargateRole') }],
    });
  });

  test('none means none on Fargate, too', () => {
    expect(objects(cluster({ ...FARGATE, observability: EksObservability.none() }).template).map(({ metadata }) => metadata.name)).not.toContain('aws-logging');
  });
});

describe('the load balancer controller', () => {
  const exposed = (props: Parameters<typeof cluster>[0], setting?: Parameters<typeof cluster>[1]) => {
    const on = cluster(props, setting);
    service(on.stack, 'Api', on.eksPlatform);
    return on;
  };
  const chart = (template: Template) => {
    const charts = Object.entries(template.findResources('Custom::AWSCDK-EKS-HelmChart'));
    expect(charts).toHaveLength(1);
    const [[id, { Properties, DependsOn }]] = charts;
    return { id, Properties, DependsOn, values: JSON.parse(asText(Properties.Values)) };
  };

  test('is built into Auto Mode', () => {
    exposed({}).template.resourceCountIs('Custom::AWSCDK-EKS-HelmChart', 0);
    exposed(MIXED).template.resourceCountIs('Custom::AWSCDK-EKS-HelmChart', 0);
  });

  test('is there only where a workload is behind a load balancer', () => {
    cluster(OWN).template.resourceCountIs('Custom::AWSCDK-EKS-HelmChart', 0);
  });

  test.each(SETTINGS)('binds pods, and makes nothing itself, with %s', (_, setting) => {
    const { template } = exposed(OWN, setting);
    const { Properties, values } = chart(template);
    expect(Properties).toMatchObject({ Version: '3.2.2', Chart: 'aws-load-balancer-controller', Namespace: 'kube-system', Wait: true });
    expect(values).toMatchObject({
      clusterName: 'Shop-Platform',
      vpcId: 'vpc-0123456789abcdef0',
      createIngressClassResource: false,
      enableServiceMutatorWebhook: false,
      enableBackendSecurityGroup: false,
      serviceAccount: { create: true, name: 'aws-load-balancer-controller' },
    });
    expect(Object.keys(values)).toContain('region');
    const changes = rightsOf(template, 'Tells target groups which pods there are').flatMap(({ Action }) => Action).filter((action: string) => !/:Describe/.test(action)).sort();
    expect(changes).toEqual(['elasticloadbalancing:DeregisterTargets', 'elasticloadbalancing:RegisterTargets']);
  });

  test('may register only with target groups that name the cluster', () => {
    const [register] = rightsOf(exposed(OWN).template, 'Tells target groups which pods there are').filter(({ Action }) => Action.includes('elasticloadbalancing:RegisterTargets'));
    expect(register.Condition).toEqual({ StringEquals: { 'aws:ResourceTag/eks:eks-cluster-name': 'Shop-Platform' } });
  });

  test('has its identity, nodes and names before, and bindings after it', () => {
    const { template } = exposed(OWN);
    const { id, DependsOn } = chart(template);
    expect(DependsOn).toEqual(expect.arrayContaining(['awsloadbalancercontrollerIdentity', 'awsloadbalancercontrollerRole', 'coredns', 'NodeGroup'].map(part => expect.stringContaining(part))));
    const [[, binding]] = Object.entries(template.findResources('Custom::AWSCDK-EKS-KubernetesResource')).filter(([each]) => each.startsWith('TargetGroupBinding'));
    expect(binding.DependsOn).toContain(id);
  });

  test('is one for all workloads', () => {
    const on = exposed(OWN);
    service(on.stack, 'Other', on.eksPlatform);
    on.template.resourceCountIs('Custom::AWSCDK-EKS-HelmChart', 1);
    expect(on.eksPlatform.addOns.loadBalancerControllerChart).toBeInstanceOf(eks.HelmChart);
  });

  test.each([
    ['eu-west-1', '602401143452.dkr.ecr.eu-west-1.'],
    ['af-south-1', '877085696533.dkr.ecr.af-south-1.'],
    ['cn-north-1', '918309763551.dkr.ecr.cn-north-1.'],
  ])('comes from the registry of %s', (region, registry) => {
    const { values } = chart(exposed(OWN, { env: { account: '111122223333', region } }).template);
    expect(values.image.repository.startsWith(registry)).toBe(true);
  });

  test('looks its registry up where the region is not known', () => {
    const { template } = exposed(OWN, { flags: RECOMMENDED, env: {} });
    const [mapping] = Object.values(template.findMappings('*'));
    expect(mapping).toMatchObject({ 'eu-west-1': { account: '602401143452' }, 'eu-south-2': { account: '455263428931' } });
  });

  test('on Fargate takes its identity from a token', () => {
    const { template } = exposed(FARGATE);
    expect(chart(template).values.serviceAccount.annotations).toHaveProperty(['eks.amazonaws.com/role-arn']);
    template.hasResourceProperties('AWS::IAM::Role', {
      Description: 'Tells target groups which pods there are', AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Action: 'sts:AssumeRoleWithWebIdentity' })] },
    });
  });

  test('is left to others where CloudFormation applies nothing, but for its identity', () => {
    const { template } = exposed({ ...OWN, manifests: ManifestDelivery.WRITE });
    template.resourceCountIs('Custom::AWSCDK-EKS-HelmChart', 0);
    template.hasResourceProperties('AWS::EKS::PodIdentityAssociation', { ServiceAccount: 'aws-load-balancer-controller' });
  });

  test('cannot come into a closed network', () => {
    const on = ground();
    const { EC2, EKS, EKS_AUTH, LAMBDA, STS } = ec2.InterfaceVpcEndpointAwsService;
    const network = new Network(on.stack, 'Network', { egress: Egress.endpointsOnly(), interfaceEndpoints: [EC2, EKS, EKS_AUTH, LAMBDA, STS] });
    const platform = new EksPlatform(on.stack, 'Platform', { network, kubectlLayer: on.kubectlLayer, domain: Domain.hostedZone(on.zone), ...OWN });
    const image = Image.fromRegistry('111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop:1.0.0');
    expect(refusals(() => service(on.stack, 'Api', platform, { image }))).toEqual(['AddOnChartOutOfReach network']);
  });

  test('takes values and a version of the user', () => {
    const { Properties, values } = chart(exposed({ ...OWN, addOnVersions: { 'aws-load-balancer-controller': '3.5.0' }, addOnSettings: { 'aws-load-balancer-controller': { image: { tag: 'v3.5.0' } } } }).template);
    expect(Properties.Version).toBe('3.5.0');
    expect(values.image).toEqual({ repository: expect.stringContaining('602401143452'), tag: 'v3.5.0' });
  });
});

describe('an existing cluster', () => {
  function existing(props: Parameters<typeof EksPlatform.fromCluster>[3] = {}) {
    const on = ground({ env: IRELAND, flags: RECOMMENDED });
    const given = eks.Cluster.fromClusterAttributes(on.stack, 'Given', {
      clusterName: 'given',
      vpc: on.vpc,
      clusterSecurityGroupId: 'sg-0123456789abcdef0',
      kubectlProvider: eks.KubectlProvider.fromKubectlProviderAttributes(on.stack, 'Kubectl-Provider', {
        serviceToken: 'arn:aws:lambda:eu-west-1:111122223333:function:kubectl', role: iam.Role.fromRoleArn(on.stack, 'KubectlRole', 'arn:aws:iam::111122223333:role/kubectl'),
      }),
    });
    const eksPlatform = EksPlatform.fromCluster(on.stack, 'Platform', given, { domain: Domain.hostedZone(on.zone), ...props });
    return { on, eksPlatform, template: () => Template.fromStack(on.stack) };
  }

  test('keeps what it has: nothing is added to it', () => {
    const { on, eksPlatform, template } = existing();
    const secret = secretsmanager.Secret.fromSecretCompleteArn(on.stack, 'Password', 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:password-AbCdEf');
    service(on.stack, 'Api', eksPlatform, { exposures: [], secrets: { PASSWORD: SecretSource.secretsManager(secret) } });
    expect(addOnsOf(template())).toEqual([]);
    expect(objects(template()).map(({ metadata }) => metadata.name)).not.toContain('amazon-vpc-cni');
  });

  test('gets what is asked for, in the version that EKS chooses', () => {
    const { template } = existing({ addOns: ['aws-secrets-store-csi-driver-provider'], observability: EksObservability.logsOnly() });
    expect(addOnsOf(template())).toEqual(['amazon-cloudwatch-observability', 'aws-secrets-store-csi-driver-provider']);
    expect(addOn(template(), 'aws-secrets-store-csi-driver-provider').AddonVersion).toBeUndefined();
  });

  test('gets networking before nodes of the platform, if asked for', () => {
    const { template } = existing({ nodes: [Nodes.managed()], addOns: ['vpc-cni'] });
    expect(addOnsOf(template())).toEqual(['vpc-cni']);
    expect(waitsFor(template(), 'vpc-cni')).toContainEqual(expect.stringMatching(/^PlatformNodesmanagedNodeGroup/));
  });
});

describe('capabilities', () => {
  const GROUP = IdentityCenterPrincipal.group('01234567-89ab-cdef-0123-456789abcdef');
  const ARN = 'arn:aws:sso:::instance/ssoins-0123456789abcdef';
  const READ = new iam.PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: ['arn:aws:secretsmanager:eu-west-1:111122223333:secret:git-AbCdEf'] });

  test('are none by default', () => cluster().template.resourceCountIs('AWS::EKS::Capability', 0));

  test.each(SETTINGS)('are Argo CD, ACK and kro, each with a role of its own, with %s', (_, setting) => {
    const { template, eksPlatform } = cluster({
      capabilities: [
        EksCapability.argoCd({ identityCenterInstanceArn: ARN, identityCenterRegion: 'eu-central-1', administrators: [GROUP], viewers: [IdentityCenterPrincipal.user('0123456789-01234567-89ab-cdef-0123-456789abcdef')], permissions: [READ] }),
        EksCapability.ack({ permissions: [READ] }),
        EksCapability.kro(),
      ],
    }, setting);
    template.hasResourceProperties('AWS::EKS::Capability', {
      Type: 'ARGOCD',
      CapabilityName: 'argocd',
      ClusterName: 'Shop-Platform',
      DeletePropagationPolicy: 'RETAIN',
      Configuration: {
        ArgoCd: {
          AwsIdc: { IdcInstanceArn: ARN, IdcRegion: 'eu-central-1' },
          Namespace: 'argocd',
          RbacRoleMappings: [
            { Role: 'ADMIN', Identities: [{ Id: '01234567-89ab-cdef-0123-456789abcdef', Type: 'SSO_GROUP' }] },
            { Role: 'VIEWER', Identities: [{ Id: '0123456789-01234567-89ab-cdef-0123-456789abcdef', Type: 'SSO_USER' }] },
          ],
        },
      },
    });
    template.hasResourceProperties('AWS::EKS::Capability', { Type: 'ACK', DeletePropagationPolicy: 'RETAIN', Configuration: Match.absent() });
    template.hasResourceProperties('AWS::EKS::Capability', { Type: 'KRO', DeletePropagationPolicy: 'RETAIN', Configuration: Match.absent() });
    const roles = Object.values(template.findResources('AWS::IAM::Role', { Properties: { Description: Match.stringLikeRegexp('run by EKS$') } }));
    const trusted = roles.flatMap(({ Properties }) => Properties.AssumeRolePolicyDocument.Statement);
    expect(new Set(trusted.map(({ Principal }) => Principal.Service))).toEqual(new Set(['capabilities.eks.amazonaws.com']));
    expect(new Set(trusted.flatMap(({ Action }) => Action))).toEqual(new Set(['sts:AssumeRole', 'sts:TagSession']));
    expect(roles).toHaveLength(3);
    expect(eksPlatform.addOns.capabilities.map(({ type }) => type)).toEqual(['ARGOCD', 'ACK', 'KRO']);
  });
});

describe('keys', () => {
  test('may be used for disks of a workload by the driver that makes them', () => {
    const on = ground();
    const key = new kms.Key(on.stack, 'Key');
    service(on.stack, 'Api', on.platform(OWN), { volumes: { data: Volume.ebs({ size: Size.gibibytes(10), encryptionKey: key }) }, mounts: [{ volume: 'data', path: '/data' }] });
    Template.fromStack(on.stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'kms:CreateGrant' })]) },
      Roles: [{ Ref: Match.stringLikeRegexp('^PlatformAddOnsawsebscsidriverRole') }],
    });
  });
});

test('a platform refuses all mistakes in its add-ons at once', () => {
  expect(refusals(() => cluster({ addOns: ['metric-server'], addOnVersions: { 'kube-proxy': 'v1.37.0-eksbuild.1' }, capabilities: [EksCapability.kro(), EksCapability.kro()] })))
    .toEqual(['AddOnUnknown addOns[0]', 'AddOnVersionDoesNotFit addOnVersions.kube-proxy', 'EksCapabilityTwice capabilities[1]']);
});

describe('mistakes in add-ons are refused with their code, their place and a way out', () => expectRefused(ADD_ON_MISTAKES));
