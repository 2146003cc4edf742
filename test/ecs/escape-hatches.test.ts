/** The way out at every level: from what the library made to the L2, and from the L2 to the L1. */
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnElement, CfnResource, Stack } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { ground, NGINX, refusals, service, web } from './support';
import { EcsPlatform, EcsWorkload } from '../../src/ecs';
import { ContainerPlatform, IWorkload } from '../../src/platform';
import { Exposure, Rollout, Volume } from '../../src/vocabulary';

function kitchenSink() {
  const on = ground();
  const platform = on.platform({ vpc: undefined });
  const api = service(on.stack, 'Api', platform, {
    exposures: [Exposure.public(), Exposure.internal()],
    exec: true,
    rollout: Rollout.rolling({ minHealthyPercent: 50 }),
    scaling: { max: 4, targetCpuPercent: 50, targetRequestsPerMinute: 100, schedules: [{ name: 'night', schedule: 'cron(0 22 * * ? *)', min: 1 }] },
    sidecars: [{ name: 'agent', image: NGINX }],
    volumes: { data: Volume.efs(), tmp: Volume.ephemeral() },
    mounts: [{ volume: 'data', path: '/data' }, { volume: 'tmp', path: '/tmp' }],
  });
  return { ...on, platform, api, workload: EcsWorkload.of(api) };
}

/** The resources that constructs below a scope lead to. */
function l1s(...scopes: IConstruct[]): CfnResource[] {
  const constructs = scopes.flatMap(scope => scope.node.findAll()).filter(construct => !CfnElement.isCfnElement(construct));
  return [...new Set(constructs.map(({ node }) => node.defaultChild).filter((child): child is CfnResource => child instanceof CfnResource))];
}

test('every resource can be changed from the construct that made it', () => {
  const { stack, platform, api } = kitchenSink();
  const made = l1s(platform, api);
  made.forEach((resource, index) => resource.addPropertyOverride('Changed', index));

  const resources = Object.entries<any>(Template.fromStack(stack).toJSON().Resources);
  expect(made.length).toBeGreaterThan(50);
  made.forEach((resource, index) => {
    const id = stack.resolve(resource.logicalId);
    expect({ id, changed: resources.find(([key]) => key === id)![1].Properties.Changed }).toEqual({ id, changed: index });
  });
});

test('no resource is out of reach: each belongs to a construct that can be walked to', () => {
  const { stack, platform, api } = kitchenSink();

  const elements = stack.node.findAll().filter((construct): construct is CfnResource => construct instanceof CfnResource);
  const walked = new Set([...platform.node.findAll(), ...api.node.findAll()]);
  const strays = elements.filter(element => !walked.has(element) && !element.node.path.startsWith('Shop/Custom::'));
  expect(strays.map(({ node }) => node.path)).toEqual([]);
});

describe('as soon as a service is made', () => {
  const { workload, platform, api } = kitchenSink();

  test.each([
    ['service', 'Service'], ['taskDefinition', 'TaskDefinition'], ['taskRole', 'TaskRole'], ['executionRole', 'ExecutionRole'], ['securityGroup', 'SecurityGroup'],
    ['logGroup', 'LogGroup'],
  ] as const)('its %s is there, and leads to its L1', (member, id) => {
    const construct = workload[member]!;

    expect(construct.node.id).toBe(id);
    expect(construct.node.defaultChild).toBeInstanceOf(CfnResource);
  });

  test.each([
    ['containers', 2], ['routes', 2], ['targetGroups', 4], ['listenerRules', 2], ['alarms', 11], ['fileSystems', 1], ['accessPoints', 1], ['urls', 2],
  ] as const)('its %s are there', (member, count) => {
    expect(workload[member]).toHaveLength(count);
  });

  test('its scaling, principal and connections are there', () => {
    expect(workload.scalableTaskCount).toBeDefined();
    expect(workload.grantPrincipal).toBe(workload.taskRole);
    expect(workload.connections.securityGroups).toEqual([workload.securityGroup]);
    expect(workload.connections.defaultPort).toEqual(ec2.Port.tcp(8080));
  });

  test('the main container is the default one, with what was added to it', () => {
    workload.taskDefinition.defaultContainer!.addDockerLabel('team', 'orders');

    expect(workload.taskDefinition.defaultContainer).toBe(workload.containers[0]);
    Template.fromStack(Stack.of(api)).hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: Match.arrayWith([Match.objectLike({ Name: 'api', DockerLabels: { team: 'orders' } })]),
    });
  });

  test('its platform has a cluster, keys, logs, a network and two load balancers', () => {
    const { cluster, encryptionKey, execLogGroup, namespace, network, publicIngress, internalIngress }: EcsPlatform = platform;

    [cluster, encryptionKey, execLogGroup, namespace, network, publicIngress, internalIngress].forEach(part => expect(part).toBeDefined());
    expect(api.platform).toBe(platform);
  });
});

test('a workload of another platform is not taken for one of ECS', () => {
  const { api } = web();
  const elsewhere = { node: api.node, placement: {} } as unknown as IWorkload;

  expect(refusals(() => EcsWorkload.of(elsewhere))).toEqual(['NotOnEcs workload']);
  expect(api.platform).toBeInstanceOf(ContainerPlatform);
});
