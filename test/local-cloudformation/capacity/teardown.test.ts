/** A cluster with instances goes in one order only: services, associations, providers, groups, cluster. */
import { association, ground, managed, ref, resource, service, strategy, task } from './templates';
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';
import { Deployed, World } from '../../../tools/local-cloudformation/testing/world';
import { reasons } from '../harness';

const PROTECTED = { group: { NewInstancesProtectedFromScaleIn: true }, provider: { ManagedTerminationProtection: 'ENABLED' } };

async function lifeOf(resources: JsonObject): Promise<{ made: Deployed; gone: Deployed; world: World }> {
  const world = new World();
  const made = await world.deploy({ Resources: resources });
  return { made, gone: await world.destroy(), world };
}

const onProvider = (rest: JsonObject = {}) => service({ CapacityProviderStrategy: strategy(ref('Provider')) }, rest);

test('a service that waits for the associations goes before them, and everything goes', async () => {
  const { made, gone, world } = await lifeOf({ ...ground(), Service: onProvider({ DependsOn: 'Associations' }) });
  expect(made.status).toBe('CREATE_COMPLETE');
  expect(gone.status).toBe('DELETE_COMPLETE');
  expect(world.aws.account.live()).toEqual([]);
});

test('associations that go while a service still uses them are refused', async () => {
  // The service was brought by an update, so that nothing said who has to come first.
  const world = new World();
  await world.deploy({ Resources: ground() });
  await world.deploy({ Resources: { ...ground(), Service: onProvider() } });
  const gone = await world.destroy();
  expect(gone.status).toBe('DELETE_FAILED');
  expect(gone.reason).toMatch(/The specified capacity provider is in use and cannot be removed\..*ResourceInUseException/);
});

test('a service that runs elsewhere in the cluster has to go first, too', async () => {
  const far = (rest: JsonObject) => service({ CapacityProviderStrategy: strategy('FARGATE'), NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'] } } }, rest);
  const both = (rest: JsonObject): JsonObject => ({
    ...ground(),
    Cluster: resource('AWS::ECS::Cluster', { ClusterName: 'cluster', CapacityProviders: ['FARGATE'] }),
    Associations: association(['FARGATE', ref('Provider')]),
    Task: task({ NetworkMode: 'awsvpc' }),
    Service: far(rest),
  });
  expect((await lifeOf(both({ DependsOn: 'Associations' }))).gone.status).toBe('DELETE_COMPLETE');
  const { made, gone } = await lifeOf(both({}));
  expect(made.status).toBe('CREATE_COMPLETE');
  expect(gone.reason).toMatch(/Out of retries\. .*in use and cannot be removed/);
});

test('a service is refused when it comes before its provider is associated', async () => {
  const { made } = await lifeOf({ ...ground(), Associations: { ...ground().Associations as JsonObject, DependsOn: 'Service' }, Service: onProvider() });
  expect(made.status).toBe('ROLLBACK_COMPLETE');
  expect(made.reason).toMatch(/cannot contain a capacity provider that is not associated with the cluster/);
});

test('a group whose instances are protected from scale-in hangs for an hour, and then fails', async () => {
  const { gone, world } = await lifeOf({ ...ground(PROTECTED), Service: onProvider({ DependsOn: 'Associations' }) });
  expect(gone.status).toBe('DELETE_FAILED');
  expect(gone.reason).toMatch(/You cannot delete an AutoScalingGroup while there are instances/);
  expect(gone.minutes).toBeGreaterThanOrEqual(60);

  const [{ physicalId }] = world.aws.account.live('AWS::AutoScaling::AutoScalingGroup');
  await world.call('autoscaling', 'DeleteAutoScalingGroup', { AutoScalingGroupName: physicalId, ForceDelete: true });
  expect((await world.destroy()).status).toBe('DELETE_COMPLETE');
});

test('a protected group that ECS has emptied before goes at once', async () => {
  const world = new World();
  await world.deploy({ Resources: { ...ground(PROTECTED), Service: onProvider({ DependsOn: 'Associations' }) } });
  await world.deploy({ Resources: ground(PROTECTED) });
  await world.advance(20);
  const gone = await world.destroy();
  expect(gone.status).toBe('DELETE_COMPLETE');
  expect(gone.minutes).toBeLessThan(5);
});

test('a hook that nobody answers holds the instances back as long as it may', async () => {
  const hook = { LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING', LifecycleHookName: 'drain', HeartbeatTimeout: 900 };
  const { gone } = await lifeOf({ ...ground({ group: { MinSize: '1', LifecycleHookSpecificationList: [hook] } }) });
  expect(gone.status).toBe('DELETE_COMPLETE');
  expect(gone.minutes).toBeGreaterThanOrEqual(15);
});

test('a cluster cannot go while instances are registered with it', async () => {
  const world = new World();
  const { Cluster, Group, ...rest } = ground({ group: { MinSize: '1' } });
  await world.deploy({ Resources: { Cluster } }, 'Cluster');
  const named = JSON.parse(JSON.stringify({ Group: { ...Group as JsonObject, DependsOn: [] }, Template: rest.Template }));
  await world.deploy({ Resources: named }, 'Instances');
  const gone = await world.destroy('Cluster');
  expect(reasons(gone.stack)).toMatch(/while Container Instances are active or draining/);
  await world.destroy('Instances');
  expect((await world.destroy('Cluster')).status).toBe('DELETE_COMPLETE');
});

describe('managed instances', () => {
  const base = { Cluster: resource('AWS::ECS::Cluster', {}), Managed: managed(), Task: task() };
  const on = service({ CapacityProviderStrategy: strategy(ref('Managed')) });

  test('need no association, and go after the services that name them', async () => {
    const { made, gone } = await lifeOf({ ...base, Service: on });
    expect([made.status, gone.status]).toEqual(['CREATE_COMPLETE', 'DELETE_COMPLETE']);
  });

  test('cannot go while a service runs on them', async () => {
    const world = new World();
    await world.deploy({ Resources: base, Outputs: { Cluster: { Value: ref('Cluster') }, Name: { Value: ref('Managed') } } });
    const { outputs } = await world.deploy({ Resources: base, Outputs: { Cluster: { Value: ref('Cluster') }, Name: { Value: ref('Managed') }, Task: { Value: ref('Task') } } });
    const elsewhere = service({ Cluster: outputs.Cluster, TaskDefinition: outputs.Task, CapacityProviderStrategy: strategy(outputs.Name) });
    await world.deploy({ Resources: { Service: elsewhere } }, 'Elsewhere');
    expect((await world.destroy()).reason).toMatch(/in use and cannot be removed/);
    await world.destroy('Elsewhere');
    expect((await world.destroy()).status).toBe('DELETE_COMPLETE');
  });

  test('cannot go while a daemon runs on them', async () => {
    const daemon = resource('AWS::ECS::Daemon', {
      ClusterArn: { 'Fn::GetAtt': ['Cluster', 'Arn'] }, DaemonTaskDefinitionArn: ref('DaemonTask'), CapacityProviderArns: [{ 'Fn::Sub': 'arn:aws:ecs:us-east-1:123456789012:capacity-provider/managed' }],
    });
    const daemonTask = resource('AWS::ECS::DaemonTaskDefinition', { Family: 'daemon', ContainerDefinitions: [{ Name: 'agent', Image: 'agent:1' }] });
    const parts = { Cluster: base.Cluster, Managed: managed({ Name: 'managed' }), DaemonTask: daemonTask };
    const ordered = await lifeOf({ ...parts, Daemon: { ...daemon, DependsOn: 'Managed' } });
    expect([ordered.made.status, ordered.gone.status]).toEqual(['CREATE_COMPLETE', 'DELETE_COMPLETE']);

    const world = new World();
    await world.deploy({ Resources: parts });
    await world.deploy({ Resources: { ...parts, Daemon: daemon } });
    expect((await world.destroy()).reason).toMatch(/in use and cannot be removed/);
  });
});
