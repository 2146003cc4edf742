/** What ECS and Auto Scaling answer to capacity that does not hold together, and services that wait for machines which never come. */
import { association, group, ground, launchTemplate, managed, provider, ref, resource, service, strategy, task } from './templates';
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';
import { Deployed, World } from '../../../tools/local-cloudformation/testing/world';

const deploy = (resources: JsonObject): Promise<Deployed> => new World().deploy({ Resources: resources });
const onProvider = service({ CapacityProviderStrategy: strategy(ref('Provider')) }, { DependsOn: 'Associations' });
const cluster = resource('AWS::ECS::Cluster', {});
const balanced = (targets: string, mode: string, more: JsonObject = {}): JsonObject => ({
  ...ground(),
  Task: task({ NetworkMode: mode, ContainerDefinitions: [{ Name: 'app', Image: 'app:1', PortMappings: [{ ContainerPort: 80 }] }] }),
  Targets: resource('AWS::ElasticLoadBalancingV2::TargetGroup', { Port: 80, Protocol: 'HTTP', TargetType: targets, VpcId: 'vpc-1' }),
  Service: service({
    CapacityProviderStrategy: strategy(ref('Provider')), LoadBalancers: [{ ContainerName: 'app', ContainerPort: 80, TargetGroupArn: ref('Targets') }], ...more,
  }, { DependsOn: 'Associations' }),
});
const subnets = { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'] } } };

test.each<[string, JsonObject, RegExp]>([
  ['a group that is larger at least than at most', ground({ group: { MinSize: '3', MaxSize: '2' } }), /Max bound, 2, must be greater than or equal to min bound, 3/],
  ['a group that wants more than it may have', ground({ group: { DesiredCapacity: '9' } }), /Desired capacity:9 must be between/],
  ['a group without a launch template', ground({ group: { LaunchTemplate: undefined } }), /Valid requests must contain either LaunchTemplate/],
  ['a group without subnets', ground({ group: { VPCZoneIdentifier: [] } }), /At least one Availability Zone or VPC Subnet is required/],
  ['an image that nobody publishes', {
    ...ground(), Template: launchTemplate({ ImageId: '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2024/recommended/image_id}}' }),
  }, /Unable to retrieve the parameter \/aws\/service\/ecs\/optimized-ami\/amazon-linux-2024/],
  ['a launch without an image', { ...ground(), Template: resource('AWS::EC2::LaunchTemplate', { LaunchTemplateData: { InstanceType: 'm7i.large' } }) }, /must contain the parameter ImageId/],
  ['a launch without a type', { ...ground(), Template: launchTemplate({ InstanceType: undefined }) }, /must contain the parameter InstanceType/],
  ['termination protection of a group that does not protect', ground({ provider: { ManagedTerminationProtection: 'ENABLED' } }), /must have instance protection from scale in enabled/],
  ['termination protection without scaling', ground({
    group: { NewInstancesProtectedFromScaleIn: true }, provider: { ManagedTerminationProtection: 'ENABLED', ManagedScaling: { Status: 'DISABLED' } },
  }), /managed scaling must be enabled/],
  ['two providers of one group', { ...ground(), Other: { ...provider(), DependsOn: 'Provider' } }, /already being used by another capacity provider/],
  ['a provider with a reserved name', { ...ground(), Provider: resource('AWS::ECS::CapacityProvider', { Name: 'ecs-pool', AutoScalingGroupProvider: { AutoScalingGroupArn: ref('Group') } }) }, /must not begin with aws, ecs or fargate/],
  ['an association with nobody', { Cluster: cluster, Associations: association(['nobody']) }, /'nobody' was not found/],
  ['an association with managed instances', { Cluster: cluster, Managed: managed(), Associations: association([ref('Managed')]) }, /Cannot associate Managed Instances capacity provider to clusters using this API/],
  ['a default strategy of strangers', { ...ground(), Associations: association([ref('Provider')], strategy('FARGATE')) }, /not associated with the cluster/],
  ['managed instances of no cluster', { Managed: managed({ ClusterName: 'nobody' }) }, /Cluster not found/],
  ['a service on a provider of nobody', { ...ground(), Associations: association([]), Service: onProvider }, /not associated with the cluster/],
  ['a strategy that mixes Fargate and instances', {
    ...ground(), Associations: association([ref('Provider'), 'FARGATE']), Service: service({ CapacityProviderStrategy: strategy(ref('Provider'), 'FARGATE') }, { DependsOn: 'Associations' }),
  }, /cannot contain a mix of capacity providers/],
  ['a launch type beside a strategy', { ...ground(), Service: service({ LaunchType: 'EC2', CapacityProviderStrategy: strategy(ref('Provider')) }, { DependsOn: 'Associations' }) }, /both a launch type and capacity provider strategy/],
  ['a task that cannot run there', { ...ground(), Task: task({ RequiresCompatibilities: ['FARGATE'] }), Service: onProvider }, /Task definition does not support launch_type EC2/],
  ['daemons on Fargate', { Cluster: cluster, Task: task(), Service: service({ LaunchType: 'FARGATE', SchedulingStrategy: 'DAEMON', DesiredCount: undefined }) }, /daemon scheduling strategy is not supported on AWS Fargate/],
  ['addresses as targets of tasks behind a bridge', balanced('ip', 'bridge'), /has target type ip, which is incompatible with the bridge network mode/],
  ['instances as targets of tasks with addresses', balanced('instance', 'awsvpc', subnets), /has target type instance, which is incompatible with the awsvpc network mode/],
  ['tasks with addresses and no network', balanced('ip', 'awsvpc'), /Network Configuration must be provided/],
  ['a network for tasks behind a bridge', balanced('instance', 'bridge', subnets), /Network Configuration is not valid/],
  ['external tasks behind a load balancer', balanced('instance', 'bridge', { LaunchType: 'EXTERNAL', CapacityProviderStrategy: undefined }), /not supported by the launch type EXTERNAL/],
  ['a warm pool of nobody', { Pool: resource('AWS::AutoScaling::WarmPool', { AutoScalingGroupName: 'nobody' }) }, /AutoScalingGroup nobody not found/],
  ['a hook of nobody', { Hook: resource('AWS::AutoScaling::LifecycleHook', { AutoScalingGroupName: 'nobody', LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING' }) }, /AutoScalingGroup nobody not found/],
])('refuses %s', async (_name, resources, message) => {
  const { status, reason } = await deploy(JSON.parse(JSON.stringify(resources)));
  expect(reason).toMatch(message);
  expect(status).toBe('ROLLBACK_COMPLETE');
});

test('instances come when tasks wait for them, and a service is steady then', async () => {
  const world = new World();
  const { status, minutes } = await world.deploy({ Resources: { ...ground(), Service: onProvider } });
  expect(status).toBe('CREATE_COMPLETE');
  expect(minutes).toBeGreaterThanOrEqual(2);
  const [{ physicalId }] = world.aws.account.live('AWS::AutoScaling::AutoScalingGroup');
  expect(world.aws.account.services.providers.machines.countOf(physicalId)).toBe(1);
});

test.each<[string, JsonObject]>([
  ['its group may have no instances', { ...ground({ group: { MaxSize: '0' } }), Service: onProvider }],
  ['nobody scales its group', { ...ground({ provider: { ManagedScaling: { Status: 'DISABLED' } } }), Service: onProvider }],
  ['its launch type is EC2 and there are no instances', { ...ground(), Service: service({ LaunchType: 'EC2' }) }],
])('a service never becomes steady if %s', async (_name, resources) => {
  const { status, reason, minutes } = await deploy(resources);
  expect(reason).toMatch(/Exceeded attempts to wait/);
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(minutes).toBeGreaterThanOrEqual(180);
});

test('the launch type EC2 finds the instances of a group whose user data names the cluster', async () => {
  const { Cluster, Template, Group, Task } = ground({ group: { MinSize: '1' } });
  const { status } = await deploy({ Cluster, Template, Group, Task, Service: service({ LaunchType: 'EC2' }, { DependsOn: 'Group' }) });
  expect(status).toBe('CREATE_COMPLETE');
});

test('external tasks run once somebody has registered a machine, and wait if nobody does', async () => {
  const resources = { Cluster: cluster, Task: task({ RequiresCompatibilities: ['EXTERNAL'] }), Service: service({ LaunchType: 'EXTERNAL' }) };
  expect((await deploy(resources)).status).toBe('CREATE_COMPLETE');
  const lonely = await new World({ faults: { machines: 'none' } }).deploy({ Resources: resources });
  expect(lonely.reason).toMatch(/Exceeded attempts to wait/);
});

test('a default strategy is what a service without one runs on', async () => {
  const resources = { ...ground(), Associations: association([ref('Provider')], strategy(ref('Provider'))), Service: service({}, { DependsOn: 'Associations' }) };
  const world = new World();
  await world.deploy({ Resources: resources });
  expect(world.aws.account.services.providers.isUsed('cluster', world.aws.account.live('AWS::ECS::CapacityProvider')[0].physicalId)).toBe(true);
});

test('a cluster that lists its providers itself takes them from the associations beside it', async () => {
  const listed = (...CapacityProviders: string[]) => resource('AWS::ECS::Cluster', { ClusterName: 'cluster', CapacityProviders });
  const resources = { ...ground(), Service: onProvider };
  const world = new World();
  await world.deploy({ Resources: { ...resources, Cluster: listed('FARGATE') } });
  const { status, reason } = await world.deploy({ Resources: { ...resources, Cluster: listed('FARGATE', 'FARGATE_SPOT') } });
  expect(reason).toMatch(/in use and cannot be removed/);
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
});

test('a launch template counts its versions, and the group hears of it', async () => {
  const world = new World();
  const version = () => (world.aws.account.live('AWS::AutoScaling::AutoScalingGroup')[0].properties.LaunchTemplate as JsonObject).Version;
  const resources = (InstanceType: string) => ({ Template: launchTemplate({ InstanceType }), Group: group() });
  await world.deploy({ Resources: resources('m7i.large') });
  expect(version()).toBe('1');
  await world.deploy({ Resources: resources('m7i.xlarge') });
  expect(version()).toBe('2');
});

test.each([
  '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id',
  '/aws/service/ecs/optimized-ami/amazon-linux-2023/arm64/recommended/image_id',
  '/aws/service/ecs/optimized-ami/amazon-linux-2/gpu/recommended/image_id',
  '/aws/service/bottlerocket/aws-ecs-2-nvidia/x86_64/latest/image_id',
  '/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized/image_id',
])('the image of %s is published, as a parameter and as a reference', async name => {
  const world = new World();
  const { status, outputs } = await world.deploy({
    Parameters: { Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: name } },
    Resources: { ...ground(), Template: launchTemplate({ ImageId: `{{resolve:ssm:${name}}}` }) },
    Outputs: { Image: { Value: ref('Image') } },
  });
  expect(status).toBe('CREATE_COMPLETE');
  const [{ properties }] = world.aws.account.live('AWS::EC2::LaunchTemplate');
  expect((properties.LaunchTemplateData as JsonObject).ImageId).toBe(outputs.Image);
  expect(outputs.Image).toMatch(/^ami-[0-9a-f]{17}$/);
});

test.each([
  '/aws/service/ecs/optimized-ami/amazon-linux-2023/x86_64/recommended/image_id',
  '/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended',
  '/aws/service/ami-windows-latest/Windows_Server-2022-English-Core-ECS_Optimized',
  '/aws/service/bottlerocket/aws-ecs-2/amd64/latest/image_id',
])('the image of %s is not', async name => {
  await expect(new World().deploy({ Parameters: { Image: { Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>', Default: name } }, Resources: { Cluster: cluster } }))
    .rejects.toThrow(/Unable to fetch parameters/);
});
