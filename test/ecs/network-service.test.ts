import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Ground, ground, NGINX, only, refusals, resources, Setting, SETTINGS, templates } from './support';
import { EcsPlatform, EcsPlatformProps, EcsWorkload } from '../../src/ecs';
import { Audience, Capacity, NetworkListener, Probe, Rollout } from '../../src/vocabulary';
import { NetworkService, NetworkServiceProps, WebService } from '../../src/workloads';

const { tcp, tls, udp, tcpUdp } = NetworkListener;

interface Made extends Ground {
  readonly ecsPlatform: EcsPlatform;
  readonly broker: NetworkService;
  readonly workload: EcsWorkload;
  readonly template: Template;
}

/** One service called Broker on a platform of its own. */
function broker(props: Partial<NetworkServiceProps> = {}, platformProps: EcsPlatformProps = {}, setting?: Setting): Made {
  const on = ground(setting);
  const ecsPlatform = on.platform(platformProps);
  const made = new NetworkService(on.stack, 'Broker', {
    platform: ecsPlatform, image: NGINX, listeners: [tcp({ port: 1883 })], ...props,
  });
  return {
    ...on,
    ecsPlatform,
    broker: made,
    workload: EcsWorkload.of(made),
    get template() {
      return Template.fromStack(on.stack);
    },
  };
}

const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::EC2::SecurityGroupIngress';

describe('a service behind a Network Load Balancer', () => {
  test.each(SETTINGS)('stands on its own with %s', (_, setting) => {
    const listeners = [tcp({ port: 1883 }), tls({ port: 8883, containerPort: 1883, audience: Audience.PUBLIC })];
    const { template } = broker({ listeners }, {}, setting);

    template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 2);
    template.resourceCountIs(TARGET_GROUP, 4);
    template.hasResourceProperties('AWS::ECS::Service', {
      LoadBalancers: [
        { ContainerName: 'broker', ContainerPort: 1883, TargetGroupArn: { Ref: Match.stringLikeRegexp('InternalPort1883Blue') } },
        { ContainerName: 'broker', ContainerPort: 1883, TargetGroupArn: { Ref: Match.stringLikeRegexp('PublicPort8883Blue') } },
      ],
    });
  });

  test('is the network\'s alone unless it says that it is public', () => {
    const { template } = broker();

    expect(only(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer')).toMatchObject({ Type: 'network', Scheme: 'internal' });
    expect(only(template, RULE)).toMatchObject({ CidrIp: '10.0.0.0/16', IpProtocol: 'tcp', FromPort: 1883, ToPort: 1883 });
  });

  test('divides connections between two target groups from the start, all of them to the first', () => {
    const { template } = broker();

    expect(only(template, LISTENER).DefaultActions).toEqual([{
      Type: 'forward',
      ForwardConfig: {
        TargetGroups: [
          { TargetGroupArn: { Ref: expect.stringContaining('Blue') }, Weight: 1 },
          { TargetGroupArn: { Ref: expect.stringContaining('Green') }, Weight: 0 },
        ],
      },
    }]);
  });

  test('lets the load balancer in to the port of the container, and to the one that tells how it is', () => {
    const { template, workload } = broker({ listeners: [udp({ port: 5353, containerPort: 53, probe: Probe.tcp({ port: 8080 }) })] });

    const groups = Object.entries(template.findResources('AWS::EC2::SecurityGroup'));
    const inbound = groups.find(([id]) => id.startsWith('BrokerSecurityGroup'))![1].Properties.SecurityGroupIngress;
    expect(inbound.map(({ IpProtocol, FromPort }: any) => `${IpProtocol} ${FromPort}`)).toEqual(['tcp 8080', 'udp 53']);
    expect(inbound[0].SourceSecurityGroupId).toBeDefined();
    expect(workload.networkRoutes[0].url).toMatch(/^udp:\/\/broker-internal\.example\.com:5353$/);
  });

  test('maps a port once, however many listeners lead to it', () => {
    const { template } = broker({ listeners: [tcp({ port: 1883 }), tls({ port: 8883, containerPort: 1883, audience: Audience.PUBLIC })] });

    const [{ PortMappings }] = only(template, 'AWS::ECS::TaskDefinition').ContainerDefinitions;
    expect(PortMappings).toEqual([expect.objectContaining({ ContainerPort: 1883, Protocol: 'tcp' })]);
  });

  test('takes TCP and UDP on one port through one port of the container, which ECS knows once', () => {
    const { template } = broker({ listeners: [tcpUdp({ port: 53 })] });

    const [{ PortMappings }] = only(template, 'AWS::ECS::TaskDefinition').ContainerDefinitions;
    expect(PortMappings).toHaveLength(1);
    expect(resources(template, RULE).map(({ IpProtocol }) => IpProtocol).sort()).toEqual(['tcp', 'udp']);
    expect(resources(template, TARGET_GROUP).map(({ Protocol }) => Protocol)).toEqual(['TCP_UDP', 'TCP_UDP']);
  });

  test('asks by TCP after the port that takes packets, which ECS maps once', () => {
    const { template } = broker({ listeners: [udp({ port: 53, probe: Probe.tcp({ port: 53 }) })] });

    const [{ PortMappings }] = only(template, 'AWS::ECS::TaskDefinition').ContainerDefinitions;
    expect(PortMappings).toEqual([expect.objectContaining({ ContainerPort: 53, Protocol: 'udp' })]);
    expect(resources(template, TARGET_GROUP)[0]).toMatchObject({ HealthCheckProtocol: 'TCP', HealthCheckPort: '53' });
  });

  test('waits for its listener, and for the rules that let clients in', () => {
    const { template } = broker();

    const [{ DependsOn }] = Object.values(template.findResources('AWS::ECS::Service'));
    expect(DependsOn).toEqual(expect.arrayContaining([
      expect.stringMatching(/^BrokerInternalPort1883Listener/), expect.stringMatching(/^BrokerInternalPort1883tcp/),
    ]));
  });

  test('shares the load balancer with services of other stacks, which leave its stack as it is', () => {
    const on = ground();
    const platform = on.platform();
    const before = new NetworkService(on.stack, 'Broker', { platform, image: NGINX, listeners: [tcp({ port: 1883 })] });
    const other = new Stack(on.scope, 'Other', { env: { account: on.stack.account, region: on.stack.region } });
    new NetworkService(other, 'Cache', { platform, image: NGINX, listeners: [tcp({ port: 6379 })] });

    expect(before.urls).toHaveLength(1);
    const [shop, cache] = templates(on);
    shop.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 1);
    shop.resourceCountIs(LISTENER, 1);
    cache.resourceCountIs(LISTENER, 1);
    cache.hasResourceProperties(RULE, { FromPort: 6379 });
  });

  test('leaves a platform of web services without a Network Load Balancer', () => {
    const on = ground();
    new WebService(on.stack, 'Api', { platform: on.platform(), image: NGINX, port: 8080 });

    Template.fromStack(on.stack).hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { Type: 'application' });
    Template.fromStack(on.stack).resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 1);
  });
});

describe('on machines', () => {
  const ec2Capacity = { capacity: [Capacity.ec2({ name: 'general' })] };

  test('instances are registered where tasks have no addresses', () => {
    const { template } = broker({ ecs: { networkMode: ecs.NetworkMode.HOST } }, ec2Capacity);

    expect(resources(template, TARGET_GROUP).map(({ TargetType }) => TargetType)).toEqual(['instance', 'instance']);
  });

  test('packets do not go to ports that Docker chooses', () => {
    const listeners = [udp({ port: 53, probe: Probe.tcp({ port: 8080 }) })];
    expect(refusals(() => broker({ listeners, ecs: { networkMode: ecs.NetworkMode.BRIDGE } }, ec2Capacity))).toEqual(['UdpNeedsFixedPorts listeners[0]']);
  });

  test('connections go to them, and so do health checks', () => {
    const { template } = broker({ ecs: { networkMode: ecs.NetworkMode.BRIDGE } }, ec2Capacity);

    expect(resources(template, TARGET_GROUP)[0].HealthCheckPort).toBe('traffic-port');
    template.hasResourceProperties(RULE, { FromPort: 1883 });
  });
});

describe('what is refused', () => {
  test.each<[string, () => Partial<NetworkServiceProps>, string[]]>([
    ['no listeners', () => ({ listeners: [] }), ['NoListeners listeners']],
    ['nobody who may connect', () => ({ listeners: [tcp({ port: 1883, allowedPeers: [] })] }), ['NoAllowedPeers listeners[0].allowedPeers']],
    ['more listeners than a service has target groups', () => ({ listeners: [1, 2, 3, 4, 5, 6].map(port => tcp({ port })) }), ['EcsTooManyExposures listeners']],
    ['one port twice', () => ({ listeners: [tcp({ port: 53 }), udp({ port: 53, probe: Probe.tcp({ port: 53 }) })] }), ['ListenerTwice listeners[1].port', 'EcsPortOfTwoProtocols listeners[0].containerPort']],
    ['CodeDeploy', () => ({ rollout: Rollout.codeDeploy() }), ['ListenersWithoutCodeDeploy rollout']],
    ['a command that the load balancer would have to run', () => ({ listeners: [tcp({ port: 1883, probe: Probe.command(['true']) })] }), ['ListenerProbeIsCommand listeners[0].probe']],
    ['requests to be counted', () => ({ scaling: { max: 5, targetRequestsPerMinute: 100 } }), ['ListenersCountNoRequests scaling.policies.requests']],
    ['an interval no load balancer knows', () => ({ probe: Probe.tcp({ interval: Duration.seconds(2), timeout: Duration.seconds(1) }) }),
      ['TargetGroupHealthOutOfRange listeners[0].probe.interval', 'TargetGroupHealthOutOfRange listeners[0].probe.timeout']],
  ])('%s', (_, props, expected) => {
    expect(refusals(() => broker(props()))).toEqual(expected);
  });

  test('a port that another service has, with the name of that service', () => {
    const on = ground();
    const platform = on.platform();
    const add = (id: string) => new NetworkService(on.stack, id, { platform, image: NGINX, listeners: [tcp({ port: 1883 })] });
    add('Broker');

    expect(refusals(() => add('Other'))).toEqual(['ListenerPortTaken listeners[0].port']);
    expect(() => add('Third')).toThrow(/Shop\/Broker.*1884/s);
  });
});

test('only those who are named may connect, where somebody is', () => {
  const allowedPeers = [ec2.Peer.ipv4('203.0.113.0/24'), ec2.Peer.ipv6('2001:db8::/32'), ec2.Peer.ipv4('203.0.113.0/24')];
  const { template } = broker({ listeners: [tcp({ port: 1883, audience: Audience.PUBLIC, allowedPeers })] });

  expect(resources(template, RULE).map(({ CidrIp, CidrIpv6 }) => CidrIp ?? CidrIpv6).sort()).toEqual(['2001:db8::/32', '203.0.113.0/24']);
});

test('alarms tell whether copies are well, and only those that fail decide over a new version', () => {
  const { template, workload } = broker();

  const alarms = Object.fromEntries(Object.entries(template.findResources('AWS::CloudWatch::Alarm')).map(([id, { Properties }]) => [id.slice(0, -8), Properties]));
  const { BrokerInternalPort1883UnhealthyAlarm: unhealthy, BrokerInternalPort1883NoneHealthyAlarm: none } = alarms;
  expect(unhealthy.Metrics.flatMap((query: any) => query.MetricStat ?? []).map(({ Metric }: any) => `${Metric.Namespace} ${Metric.MetricName}`))
    .toEqual(['AWS/NetworkELB UnHealthyHostCount', 'AWS/NetworkELB UnHealthyHostCount']);
  expect(none).toMatchObject({ Threshold: 0, ComparisonOperator: 'LessThanOrEqualToThreshold' });
  expect(workload.alarms.length).toBeGreaterThanOrEqual(2);
  const [{ DeploymentConfiguration }] = resources(template, 'AWS::ECS::Service');
  expect(DeploymentConfiguration.Alarms.AlarmNames).toEqual([{ Ref: expect.stringContaining('UnhealthyAlarm') }]);
});

test('those who connect to it by name get its first port', () => {
  const { stack, broker: made, ecsPlatform } = broker();
  const api = new WebService(stack, 'Api', { platform: ecsPlatform, image: NGINX, port: 8080 });
  api.connectTo(made);

  Template.fromStack(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ Name: 'api', Environment: Match.arrayWith([{ Name: 'BROKER_URL', Value: 'tcp://broker:1883' }]) })],
  });
});

test('it says in words what reaches it', () => {
  const allowedPeers = [ec2.Peer.ipv4('203.0.113.0/24')];
  const { broker: made } = broker({
    listeners: [
      tcp({ port: 1883, audience: Audience.PUBLIC, allowedPeers, sticky: true, preserveClientIp: true }),
    ],
  });

  const described = made.describe();
  expect(described).toContain('public TCP port 1883');
  expect(described).toMatch(/from +203\.0\.113\.0\/24/);
  expect(described).toMatch(/sticks +by address/);
  expect(described).toMatch(/drains +for 30 s, then closes what is left/);
});
