import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { App, NestedStack, Stack } from 'aws-cdk-lib/core';
import { exampleZone, existingVpc, Ground, ground, only, refusals, resources, service, Setting, SETTINGS, stage, templates, web } from './support';
import { EcsPlatform, EcsWorkload } from '../../src/ecs';
import { Domain, Ingress } from '../../src/ingress';
import { Egress, Network } from '../../src/network';
import { Alarms, Exposure, PlatformProfile, Volume } from '../../src/vocabulary';

describe('the cluster', () => {
  test('is watched closely in production, and not at all in development', () => {
    expect(only(web().template, 'AWS::ECS::Cluster').ClusterSettings).toEqual([{ Name: 'containerInsights', Value: 'enhanced' }]);
    expect(only(web({}, { profile: PlatformProfile.DEVELOPMENT }).template, 'AWS::ECS::Cluster').ClusterSettings).toEqual([{ Name: 'containerInsights', Value: 'disabled' }]);
    expect(only(web({}, { containerInsights: ecs.ContainerInsights.ENABLED }).template, 'AWS::ECS::Cluster').ClusterSettings).toEqual([
      { Name: 'containerInsights', Value: 'enabled' },
    ]);
  });

  test('has a namespace whose name no other stack of the account has', () => {
    const inStack = web();
    const inStage = web({}, {}, { within: stage });

    expect(only(inStack.template, 'AWS::ServiceDiscovery::HttpNamespace').Name).toBe('Shop-Platform');
    expect(only(inStage.template, 'AWS::ServiceDiscovery::HttpNamespace').Name).toBe('Prod-Shop-Platform');
    expect(inStack.ecsPlatform.namespace).toBeDefined();
    expect(only(inStack.template, 'AWS::ECS::Cluster').ServiceConnectDefaults).toEqual({ Namespace: { 'Fn::GetAtt': [expect.stringMatching(/Namespace/), 'Arn'] } });
  });

  test('lets its namespace be called otherwise', () => {
    expect(only(web({}, { namespaceName: 'shop.internal' }).template, 'AWS::ServiceDiscovery::HttpNamespace').Name).toBe('shop.internal');
  });
});

describe('an existing cluster', () => {
  test.each([
    ['made by the CDK', ({ stack, vpc }: Ground) => new ecs.Cluster(stack, 'Cluster', { vpc })],
    ['imported by its attributes', ({ stack, vpc }: Ground) => ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shop', vpc })],
  ])('%s is used as it is, in its own VPC', (_, clusterOf) => {
    const on = ground();
    const cluster = clusterOf(on);
    const platform = EcsPlatform.fromCluster(on.stack, 'Platform', cluster, { domain: Domain.hostedZone(on.zone) });
    service(on.stack, 'Api', platform);

    const [template] = templates(on);
    expect(platform.cluster).toBe(cluster);
    expect(platform.network.vpc).toBe(on.vpc);
    template.resourceCountIs('AWS::ECS::Cluster', cluster instanceof ecs.Cluster ? 1 : 0);
    template.resourceCountIs('AWS::EC2::VPC', 0);
    template.resourceCountIs('AWS::ServiceDiscovery::HttpNamespace', 0);
    expect(platform.namespace).toBeUndefined();
    expect(platform.execLogGroup).toBeUndefined();
  });

  test('keeps its own settings: those of the platform are refused', () => {
    const on = ground();
    const cluster = ecs.Cluster.fromClusterAttributes(on.stack, 'Cluster', { clusterName: 'shop', vpc: on.vpc });

    expect(refusals(() => on.platform({ cluster, execAudit: false, namespaceName: 'shop', containerInsights: ecs.ContainerInsights.ENABLED }))).toEqual([
      'OptionOfGivenCluster containerInsights', 'OptionOfGivenCluster namespaceName', 'OptionOfGivenCluster execAudit',
    ]);
  });
});

describe('the network', () => {
  test('is made when none is given', () => {
    const on = ground();
    const platform = on.platform({ vpc: undefined });

    expect(platform.network).toBeInstanceOf(Network);
    Template.fromStack(on.stack).resourceCountIs('AWS::EC2::VPC', 1);
  });

  test('may be an existing one, with subnets of its choice', () => {
    const on = ground();
    const network = Network.fromVpc(on.stack, 'Network', on.vpc, { workloadSubnets: { subnetType: ec2.SubnetType.PUBLIC } });
    service(on.stack, 'Api', on.platform({ vpc: undefined, network }));

    expect(only(Template.fromStack(on.stack), 'AWS::ECS::Service').NetworkConfiguration.AwsvpcConfiguration).toMatchObject({
      AssignPublicIp: 'ENABLED', Subnets: ['subnet-public-a', 'subnet-public-b'],
    });
  });

  test('that is given has an egress of its own', () => {
    expect(refusals(() => ground().platform({ egress: Egress.singleNat() }))).toEqual(['EgressOfGivenNetwork egress']);
  });
});

describe('the load balancers', () => {
  test('are not made before a workload needs them', () => {
    const on = ground();
    const platform = on.platform();
    service(on.stack, 'Hidden', platform, { exposures: [] });

    Template.fromStack(on.stack).resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 0);
  });

  test('are shared by all workloads of the platform', () => {
    const on = ground();
    const platform = on.platform();
    service(on.stack, 'One', platform);
    service(on.stack, 'Two', platform, { exposures: [Exposure.public(), Exposure.internal()] });

    const schemes = resources(Template.fromStack(on.stack), 'AWS::ElasticLoadBalancingV2::LoadBalancer').map(({ Scheme }) => Scheme);
    expect(schemes.sort()).toEqual(['internal', 'internet-facing']);
  });

  test('may be an existing one', () => {
    const on = ground();
    const loadBalancer = elbv2.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(on.stack, 'LoadBalancer', {
      loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/edge/0123456789abcdef',
      securityGroupId: 'sg-0123456789abcdef0',
      loadBalancerDnsName: 'edge.example.org',
      loadBalancerCanonicalHostedZoneId: 'Z1',
      vpc: on.vpc,
    });
    const securityGroup = ec2.SecurityGroup.fromSecurityGroupId(on.stack, 'Door', 'sg-0123456789abcdef0');
    const listener = elbv2.ApplicationListener.fromApplicationListenerAttributes(on.stack, 'Listener', {
      listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/edge/0123456789abcdef/fedcba9876543210', securityGroup,
    });
    const publicIngress = Ingress.fromApplicationLoadBalancer(on.stack, 'Edge', { vpc: on.vpc, loadBalancer, listener, securityGroup, https: true });
    service(on.stack, 'Api', on.platform({ publicIngress, domain: undefined }), { exposures: [Exposure.public({ hostName: 'api.example.org' })], alarms: Alarms.standard() });

    const [template] = templates(on);
    template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 0);
    expect(only(template, 'AWS::ElasticLoadBalancingV2::ListenerRule').ListenerArn).toContain('fedcba9876543210');
    expect(JSON.stringify(resources(template, 'AWS::CloudWatch::Alarm'))).toContain('app/edge/0123456789abcdef');
  });
});

test('a service waits for its rules: ECS refuses a target group that no listener leads to', () => {
  const { template } = web({ exposures: [Exposure.public(), Exposure.internal()] });

  const [{ DependsOn }] = Object.values(template.findResources('AWS::ECS::Service'));
  expect(DependsOn).toEqual(expect.arrayContaining(Object.keys(template.findResources('AWS::ElasticLoadBalancingV2::ListenerRule'))));
});

describe('several platforms', () => {
  test('in one stack do not get into each other\'s way', () => {
    const on = ground();
    service(on.stack, 'A', on.platform({}, 'One'), { exposures: [Exposure.public({ hostName: 'a.example.com' })] });
    service(on.stack, 'B', on.platform({ profile: PlatformProfile.DEVELOPMENT }, 'Two'), { exposures: [Exposure.public({ hostName: 'b.example.com' })] });

    const [template] = templates(on);
    template.resourceCountIs('AWS::ECS::Cluster', 2);
    expect(resources(template, 'AWS::ServiceDiscovery::HttpNamespace').map(({ Name }) => Name)).toEqual(['Shop-One', 'Shop-Two']);
    expect(resources(template, 'AWS::ECS::Service').map(({ Cluster }) => Cluster.Ref)).toEqual([expect.stringMatching(/^One/), expect.stringMatching(/^Two/)]);
  });
});

/** A platform with everything, and services with everything in stacks of their own. */
function spread(setting: Setting = {}): Ground & { readonly stacks: Stack[] } {
  const on = ground(setting);
  const platform = on.platform();
  const stacks = ['Front', 'Back'].map(id => new Stack(on.scope, id, { env: setting.env }));
  const [front, back] = stacks.map((stack, index) => service(stack, `Service${index}`, platform, {
    exposures: [Exposure.public(), Exposure.internal()],
    exec: true,
    scaling: { max: 4, targetRequestsPerMinute: 100, targetCpuPercent: 50 },
    volumes: { data: Volume.efs(), tmp: Volume.ephemeral() },
    mounts: [{ volume: 'data', path: '/data' }, { volume: 'tmp', path: '/tmp' }],
  }));
  front.connectTo(back);
  return { ...on, stacks };
}

describe.each(SETTINGS)('a platform in one stack and services in others: %s', (_, setting) => {
  test('have no circle between them', () => {
    const on = spread(setting);

    expect(() => templates(on)).not.toThrow();
    expect(on.stack.dependencies).toEqual([]);
  });

  test('have none within a stage', () => {
    expect(() => templates(spread({ ...setting, within: stage }))).not.toThrow();
  });

  test('have all of a service in the stack of the service', () => {
    const on = spread(setting);
    templates(on);

    Template.fromStack(on.stack).resourceCountIs('AWS::ElasticLoadBalancingV2::TargetGroup', 0);
    const front = Template.fromStack(on.stacks[0]);
    front.resourceCountIs('AWS::ElasticLoadBalancingV2::TargetGroup', 4);
    front.resourceCountIs('AWS::ECS::Service', 1);
    front.resourceCountIs('AWS::EFS::FileSystem', 1);
  });
});

describe('logical ids', () => {
  test('of a service are the same with all feature flags and with none', () => {
    const ids = SETTINGS.map(([, setting]) => Object.keys(spreadInOne(setting)).filter(id => !/MountTarget|CDKMetadata/.test(id)));

    ids.forEach(each => expect(each).toEqual(ids[0]));
  });

  test('do not speak of the platform the service is on', () => {
    expect(Object.keys(web().template.findResources('AWS::ECS::Service'))).toEqual([expect.stringMatching(/^ApiService[0-9A-F]{8}$/)]);
  });

  function spreadInOne(setting: Setting) {
    const { template } = web({
      exposures: [Exposure.public(), Exposure.internal()],
      exec: true,
      scaling: { max: 4, targetRequestsPerMinute: 100 },
      volumes: { data: Volume.efs() },
      mounts: [{ volume: 'data', path: '/data' }],
    }, {}, setting);
    return template.toJSON().Resources;
  }
});

describe('removal', () => {
  const everything = {
    exposures: [Exposure.public(), Exposure.internal()], exec: true, alarms: Alarms.standard(), volumes: { data: Volume.efs() }, mounts: [{ volume: 'data', path: '/data' }],
  };

  test('leaves nothing behind in development', () => {
    const on = ground();
    service(on.stack, 'Api', on.platform({ profile: PlatformProfile.DEVELOPMENT, vpc: undefined }), everything);

    const all: Record<string, any> = Template.fromStack(on.stack).toJSON().Resources;
    expect(Object.entries(all).filter(([, { DeletionPolicy }]) => DeletionPolicy !== undefined && DeletionPolicy !== 'Delete').map(([id]) => id)).toEqual([]);
    // Neither a bucket, which would have to be emptied first, nor a key, which lives on for days after it was deleted.
    expect(Object.values(all).map(({ Type }) => Type).filter(type => /Bucket|AutoDelete|KMS/.test(type))).toEqual([]);
  });

  test('keeps what holds data in production', () => {
    const { template } = web(everything);

    for (const type of ['AWS::EFS::FileSystem', 'AWS::Logs::LogGroup', 'AWS::KMS::Key', 'AWS::S3::Bucket']) {
      Object.values(template.findResources(type)).forEach(({ DeletionPolicy, UpdateReplacePolicy }) => {
        expect({ type, DeletionPolicy, UpdateReplacePolicy }).toEqual({ type, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      });
    }
  });
});

describe('what a platform lends its workloads', () => {
  test('are tags, on everything of them and of itself', () => {
    const { template, stack } = web({}, { tags: { team: 'shop' } });

    for (const type of ['AWS::ECS::Cluster', 'AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::IAM::Role', 'AWS::Logs::LogGroup']) {
      template.allResourcesProperties(type, { Tags: Match.arrayWith([{ Key: 'team', Value: 'shop' }]) });
    }
    template.hasResourceProperties('AWS::ECS::Service', { PropagateTags: 'SERVICE', EnableECSManagedTags: true });
    expect(stack.node.tryFindChild('Api')).toBeDefined();
  });

  test('is nothing to workloads of other platforms', () => {
    const on = ground();
    on.platform({ tags: { team: 'shop' } }, 'One');
    service(on.stack, 'Api', on.platform({}, 'Two'));

    Template.fromStack(on.stack).hasResourceProperties('AWS::ECS::Service', { Tags: Match.absent() });
  });
});

test('a workload knows what it has become, and that it is on ECS', () => {
  const { api, workload } = web();

  expect(EcsWorkload.of(api)).toBe(workload);
  expect(api.urls).toEqual(['https://api.example.com/']);
});

test('a nested stack may hold the services', () => {
  const on = ground();
  service(new NestedStack(on.stack, 'Nested'), 'Api', on.platform());

  expect(() => on.app.synth()).not.toThrow();
});

test('a second app has nothing to do with the first', () => {
  const [one, two] = [new App(), new App()].map(app => new Stack(app, 'Shop'));
  const platforms = [one, two].map(stack => new EcsPlatform(stack, 'Platform', { vpc: existingVpc(stack), domain: Domain.hostedZone(exampleZone(stack)) }));
  platforms.forEach((platform, index) => service([one, two][index], 'Api', platform));

  expect(Template.fromStack(one).toJSON()).toEqual(Template.fromStack(two).toJSON());
});
