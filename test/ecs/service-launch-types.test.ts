/** One service on each kind of machines: what differs, and what must not. */
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Size, Stack } from 'aws-cdk-lib/core';
import { containerOf, ground, only, refusals, resources, service, SETTINGS, templates, web } from './support';
import { EcsWorkload } from '../../src/ecs';
import { Capacity, EcsWorkloadOptions, Exposure, Image, InstanceImage, OperatingSystem, Probe, Rollout } from '../../src/vocabulary';
import { WebServiceProps } from '../../src/workloads';

const INSTANCES = () => Capacity.ec2({ name: 'nodes' });
const MANAGED = () => Capacity.managedInstances({ name: 'managed' });
const OUTSIDE = () => Capacity.external({ name: 'shop-floor' });

const { BRIDGE, HOST, NONE, NAT, AWS_VPC } = ecs.NetworkMode;

/** A service on that capacity. */
function on(capacity: Capacity, options: EcsWorkloadOptions = {}, props: Partial<WebServiceProps> = {}) {
  return web({ ecs: { capacity: [capacity], ...options }, ...props });
}

const serviceOf = ({ template }: { template: Template }) => only(template, 'AWS::ECS::Service');
const taskOf = ({ template }: { template: Template }) => only(template, 'AWS::ECS::TaskDefinition');

const FROM_BALANCER = { 'Fn::GetAtt': [expect.stringMatching(/^PlatformPublicIngressSecurityGroup/), 'GroupId'] };

/** What the security group of the machines lets in. */
function letIn(template: Template): unknown[] {
  return resources(template, 'AWS::EC2::SecurityGroup').find(({ GroupDescription }) => /nodes/.test(GroupDescription))!.SecurityGroupIngress ?? [];
}

describe.each(SETTINGS)('a service with %s', (_, setting) => {
  test.each<[string, () => Capacity, string, string | undefined]>([
    ['EC2 instances', INSTANCES, 'EC2', undefined],
    ['Managed Instances', MANAGED, 'MANAGED_INSTANCES', undefined],
    ['external machines', OUTSIDE, 'EXTERNAL', 'EXTERNAL'],
  ])('on %s keeps its ids and says where it runs', (_name, capacity, compatibility, launchType) => {
    const exposures = launchType ? { exposures: [] } : {};
    const onFargate = web(exposures, {}, setting).template;
    const { template } = web({ ...exposures, ecs: { capacity: [capacity()] } }, {}, setting);

    for (const type of ['AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::ElasticLoadBalancingV2::TargetGroup']) {
      expect(Object.keys(template.findResources(type))).toEqual(Object.keys(onFargate.findResources(type)));
    }
    expect(taskOf({ template }).RequiresCompatibilities).toEqual([compatibility]);
    expect(taskOf({ template }).Family).toBe(taskOf({ template: onFargate }).Family);
    expect(serviceOf({ template }).LaunchType).toBe(launchType);
    expect(serviceOf({ template }).CapacityProviderStrategy === undefined).toBe(launchType !== undefined);
    expect(serviceOf({ template })).toMatchObject({ PropagateTags: 'SERVICE', EnableECSManagedTags: true, DesiredCount: 2 });
  });
});

describe('on EC2 instances', () => {
  test('a service waits until the cluster knows the capacity, and goes before it', () => {
    const [{ DependsOn }] = Object.values(on(INSTANCES()).template.findResources('AWS::ECS::Service'));

    expect(DependsOn).toContainEqual(expect.stringMatching(/^PlatformCapacity/));
  });

  test('tasks have addresses of their own, and no public ones', () => {
    expect(serviceOf(on(INSTANCES())).NetworkConfiguration.AwsvpcConfiguration).toMatchObject({
      AssignPublicIp: 'DISABLED',
      Subnets: ['subnet-private-a', 'subnet-private-b'],
      SecurityGroups: [{ 'Fn::GetAtt': [expect.stringMatching(/^ApiSecurityGroup/), 'GroupId'] }],
    });
  });

  test('tasks of any size are kept away from machines of another kind', () => {
    const task = taskOf(on(INSTANCES(), {}, { cpu: 300, memory: Size.mebibytes(700) }));

    expect(task).toMatchObject({ Cpu: '300', Memory: '700', RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'LINUX' } });
  });

  test('ECS spreads copies over zones without being told, and moves them back to the emptier one', () => {
    const { PlacementStrategies, PlacementConstraints, AvailabilityZoneRebalancing } = serviceOf(on(INSTANCES()));

    expect([PlacementStrategies, PlacementConstraints, AvailabilityZoneRebalancing]).toEqual([undefined, undefined, 'ENABLED']);
  });

  test('strategies are said in their order', () => {
    const { spreadAcross, packedByMemory } = ecs.PlacementStrategy;
    const placementStrategies = [spreadAcross(ecs.BuiltInAttributes.AVAILABILITY_ZONE), packedByMemory()];

    expect(serviceOf(on(INSTANCES(), { placementStrategies }))).toMatchObject({
      PlacementStrategies: [{ Type: 'spread', Field: 'attribute:ecs.availability-zone' }, { Type: 'binpack', Field: 'MEMORY' }],
      AvailabilityZoneRebalancing: 'ENABLED',
    });
  });

  test.each([INSTANCES(), Capacity.fargate()])('empty lists take placement away, wherever a service goes', capacity => {
    const nowhere = { placementStrategies: [], placementConstraints: [] };

    expect(serviceOf(on(capacity, nowhere))).toMatchObject({ PlacementStrategies: [], PlacementConstraints: [] });
  });

  test('a strategy that does without zones does without rebalancing', () => {
    const placementStrategies = [ecs.PlacementStrategy.packedByCpu()];
    const { PlacementStrategies, AvailabilityZoneRebalancing } = serviceOf(on(INSTANCES(), { placementStrategies }));

    expect([PlacementStrategies, AvailabilityZoneRebalancing]).toEqual([[{ Type: 'binpack', Field: 'CPU' }], 'DISABLED']);
  });

  test('constraints are the service\'s, and one about zones keeps it from being rebalanced', () => {
    const constraints = [ecs.PlacementConstraint.distinctInstances(), ecs.PlacementConstraint.memberOf('attribute:ecs.availability-zone == eu-west-1a')];
    const { PlacementConstraints, AvailabilityZoneRebalancing } = serviceOf(on(INSTANCES(), { placementConstraints: constraints }));

    expect(PlacementConstraints).toEqual([{ Type: 'distinctInstance' }, { Type: 'memberOf', Expression: 'attribute:ecs.availability-zone == eu-west-1a' }]);
    expect(AvailabilityZoneRebalancing).toBe('DISABLED');
  });

  test('containers may share namespaces with each other and with the machine', () => {
    const task = taskOf(on(INSTANCES(), { pidMode: ecs.PidMode.HOST, ipcMode: ecs.IpcMode.TASK, enableFaultInjection: true }));

    expect(task).toMatchObject({ PidMode: 'host', IpcMode: 'task', EnableFaultInjection: true });
  });

  test('a shell can be opened as on Fargate', () => {
    expect(serviceOf(on(INSTANCES(), {}, { exec: true, readOnlyRootFilesystem: false })).EnableExecuteCommand).toBe(true);
  });

  test('native rollouts shift traffic between tasks with addresses', () => {
    expect(serviceOf(on(INSTANCES(), {}, { rollout: Rollout.canary() })).DeploymentConfiguration.Strategy).toBe('CANARY');
  });
});

describe('behind the addresses of their machines', () => {
  test.each([BRIDGE, HOST])('in the mode %s tasks have no network of their own, and the load balancer registers machines', mode => {
    const made = on(INSTANCES(), { networkMode: mode });

    expect(serviceOf(made).NetworkConfiguration).toBeUndefined();
    expect(taskOf(made).NetworkMode).toBe(mode);
    expect(resources(made.template, 'AWS::ElasticLoadBalancingV2::TargetGroup').map(({ TargetType }) => TargetType)).toEqual(['instance', 'instance']);
    expect(resources(made.template, 'AWS::EC2::SecurityGroup').filter(({ GroupDescription }) => /^Tasks/.test(GroupDescription))).toEqual([]);
    expect(EcsWorkload.of(made.api).securityGroup).toBeUndefined();
  });

  test('in bridge mode Docker chooses the port, and the machines let the load balancer in at all that it chooses from', () => {
    const { template } = on(INSTANCES(), { networkMode: BRIDGE });

    expect(containerOf(template).PortMappings).toEqual([expect.objectContaining({ ContainerPort: 8080, HostPort: 0 })]);
    expect(letIn(template)).toEqual([expect.objectContaining({ FromPort: 32768, ToPort: 65535, SourceSecurityGroupId: FROM_BALANCER })]);
  });

  test('in host mode there must be machines for a rollout, of which one that stops copies first needs no more than there are copies', () => {
    const three = Capacity.ec2({ name: 'three', maxInstances: 3 });
    const rollout = Rollout.rolling({ minHealthyPercent: 50 });

    expect(refusals(() => on(three, { networkMode: HOST }, { desiredCount: 3, rollout }))).toEqual([]);
    expect(refusals(() => on(three, { networkMode: HOST }, { desiredCount: 2 }))).toEqual([]);
    expect(refusals(() => on(three, { networkMode: BRIDGE }, { desiredCount: 30 }))).toEqual([]);
  });

  test('in host mode they let it in at the port of the container', () => {
    const { template } = on(INSTANCES(), { networkMode: HOST });

    expect(letIn(template)).toEqual([expect.objectContaining({ FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: FROM_BALANCER })]);
  });

  test('two services of one mode share the rule, from whichever stack', () => {
    const shop = ground();
    const nodes = INSTANCES();
    const platform = shop.platform();
    ['Api', 'Web'].forEach(id => service(shop.stack, id, platform, {
      ecs: { capacity: [nodes], networkMode: BRIDGE }, exposures: [Exposure.public({ paths: [`/${id}/*`] })],
    }));

    expect(letIn(Template.fromStack(shop.stack))).toHaveLength(1);
  });

  test('health is asked where the traffic goes, and nowhere else', () => {
    const probe = (port: number) => Probe.http('/well', { port });
    const { template } = on(INSTANCES(), { networkMode: BRIDGE }, { probe: probe(8080) });

    expect(resources(template, 'AWS::ElasticLoadBalancingV2::TargetGroup')[0].HealthCheckPort).toBe('traffic-port');
    expect(refusals(() => on(INSTANCES(), { networkMode: BRIDGE }, { probe: probe(9000) }))).toEqual(['HealthPortUnknown exposures[0].health.port']);
  });

  test('others connect to the machines, at the ports behind which the tasks are', () => {
    const made = on(INSTANCES(), { networkMode: BRIDGE }, { exposures: [] });
    const other = service(made.stack, 'Other', made.ecsPlatform, { exposures: [] });
    made.api.connections.allowDefaultPortFrom(other);

    made.template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', Match.objectLike({
      GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlatformCapacitynodesSecurityGroup'), 'GroupId'] }, FromPort: 32768, ToPort: 65535,
    }));
  });

  test('Service Connect goes from bridge to bridge through the machines', () => {
    const shop = ground();
    const platform = shop.platform();
    const options = { ecs: { capacity: [INSTANCES()], networkMode: BRIDGE }, exposures: [] };
    const orders = service(shop.stack, 'Orders', platform, options);
    service(shop.stack, 'Web', platform, options).connectTo(orders);

    shop.app.synth();
    Template.fromStack(shop.stack).hasResourceProperties('AWS::EC2::SecurityGroupIngress', Match.objectLike({ FromPort: 32768, ToPort: 65535 }));
    resources(Template.fromStack(shop.stack), 'AWS::ECS::Service').forEach(each => expect(each.ServiceConnectConfiguration.Enabled).toBe(true));
  });

  test('there is no Service Connect in the network of the machine', () => {
    const shop = ground();
    const platform = shop.platform();
    const orders = service(shop.stack, 'Orders', platform, { exposures: [] });
    const caller = service(shop.stack, 'Web', platform, { ecs: { capacity: [INSTANCES()], networkMode: HOST }, exposures: [] });

    expect(refusals(() => caller.connectTo(orders))).toEqual(['NoServiceConnect connectTo']);
  });
});

describe('on Managed Instances', () => {
  test('ECS places tasks itself, and moves them between zones', () => {
    expect(serviceOf(on(MANAGED()))).toMatchObject({ AvailabilityZoneRebalancing: 'ENABLED' });
    expect(serviceOf(on(MANAGED())).PlacementStrategies).toBeUndefined();
  });

  test('tasks may be in the network of the machine', () => {
    const placementConstraints = [ecs.PlacementConstraint.memberOf('attribute:ecs.instance-type =~ m7*')];
    const made = on(MANAGED(), { networkMode: HOST, placementConstraints }, { exposures: [] });

    expect(serviceOf(made).NetworkConfiguration).toBeUndefined();
    expect(taskOf(made).NetworkMode).toBe('host');
    expect(serviceOf(made).PlacementConstraints).toEqual([{ Type: 'memberOf', Expression: 'attribute:ecs.instance-type =~ m7*' }]);
  });
});

test('on Managed Instances that somebody else made, tasks in the network of the machine have no group of ours', () => {
  const made = on(Capacity.managedInstancesProvider('theirs'), { networkMode: HOST }, { exposures: [] });

  expect(resources(made.template, 'AWS::EC2::SecurityGroup')).toEqual([]);
  expect(serviceOf(made).NetworkConfiguration).toBeUndefined();
});

describe('on external machines', () => {
  test('a service is told from those in AWS by its launch type and has no part in the namespace', () => {
    const made = on(OUTSIDE(), {}, { exposures: [] });

    expect(serviceOf(made)).toMatchObject({ LaunchType: 'EXTERNAL', Cluster: { Ref: expect.stringMatching(/^PlatformCluster/) } });
    expect(taskOf(made).NetworkMode).toBe('bridge');
    expect(serviceOf(made).NetworkConfiguration).toBeUndefined();
    expect(serviceOf(made).AvailabilityZoneRebalancing).toBeUndefined();
    expect(made.api.connections.securityGroups).toEqual([]);
  });
});

describe('Windows on EC2 instances', () => {
  const windows = { operatingSystem: OperatingSystem.WINDOWS_SERVER_2022_CORE, cpu: 1024, memory: Size.gibibytes(2) };

  test('limits containers themselves, because Windows does not know limits of a task', () => {
    const sidecars = [{ name: 'proxy', image: Image.fromRegistry('mcr.microsoft.com/windows/servercore:ltsc2022'), memoryLimit: Size.mebibytes(512) }];
    const { template } = web({ ...windows, sidecars, ecs: { capacity: [Capacity.ec2({ name: 'nodes', image: InstanceImage.WINDOWS_SERVER_2022_CORE })], networkMode: NAT } });

    expect(containerOf(template)).toMatchObject({ Memory: 1536, Cpu: 1024 });
    expect(containerOf(template, 'proxy').Memory).toBe(512);
    expect(taskOf({ template }).NetworkMode).toBeUndefined();
  });

  test.each([HOST, BRIDGE, NONE])('does not know the network mode %s', mode => {
    expect(refusals(() => on(INSTANCES(), { networkMode: mode }, { ...windows }))).toContain('NetworkModeOfOtherSystem ecs.networkMode');
  });
});

describe('a platform in several stacks', () => {
  test.each([
    ['behind machines', 'behind machines', BRIDGE, BRIDGE],
    ['behind machines', 'with addresses', BRIDGE, AWS_VPC],
    ['with addresses', 'behind machines', AWS_VPC, BRIDGE],
  ])('has no circles between them when a service %s uses one %s', (_from, _to, from, to) => {
    const shop = ground();
    const platform = shop.platform({ capacity: [INSTANCES()] });
    const exposures = [Exposure.public({ paths: ['/orders'] })];
    const orders = service(new Stack(shop.app, 'Services'), 'Orders', platform, { ecs: { networkMode: to }, exposures });
    const caller = service(new Stack(shop.app, 'Web'), 'Web', platform, { ecs: { networkMode: from }, exposures: [] });
    caller.connectTo(orders);

    expect(templates(shop)).toHaveLength(3);
  });

  test('has none when two in different stacks use each other', () => {
    const shop = ground();
    const platform = shop.platform({ capacity: [INSTANCES()] });
    const near = service(new Stack(shop.app, 'Near'), 'Near', platform, { ecs: { networkMode: BRIDGE }, exposures: [] });
    const far = service(new Stack(shop.app, 'Far'), 'Far', platform, { exposures: [] });
    near.connectTo(far);
    far.connectTo(near);

    expect(templates(shop)).toHaveLength(3);
  });
});

test('what is not refused on one kind of machines is on another', () => {
  const { distinctInstances } = ecs.PlacementConstraint;
  const options = { placementConstraints: [distinctInstances()], placementStrategies: [ecs.PlacementStrategy.randomly()], networkMode: BRIDGE };
  expect(refusals(() => web({ ecs: options })))
    .toEqual(['LaunchTypeHasNot ecs.networkMode', 'LaunchTypeHasNot ecs.placementStrategies', 'LaunchTypeHasNot ecs.placementConstraints']);
  expect(refusals(() => on(INSTANCES(), { assignPublicIp: true, networkMode: AWS_VPC }))).toEqual(['LaunchTypeHasNot ecs.assignPublicIp']);
});
