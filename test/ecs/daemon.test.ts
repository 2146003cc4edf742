/** What a workload with one copy on each instance becomes on EC2 and external instances. */
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Size } from 'aws-cdk-lib/core';
import { DraftWorkload, Ground, ground, NGINX, only, refusals, resources, service, Setting, SETTINGS, statementsOf, templates } from './support';
import { EcsManagedDaemon, EcsPlatformProps, EcsWorkload } from '../../src/ecs';
import { Handle } from '../../src/model';
import { Architecture, Capacity, FailureThreshold, Rollout, SecretSource, Volume } from '../../src/vocabulary';
import { DaemonService, DaemonServiceProps } from '../../src/workloads';

interface Made extends Ground {
  readonly agent: DaemonService;
  readonly template: Template;
}

const general = () => Capacity.ec2({ name: 'general', instanceTypes: [new ec2.InstanceType('m7i.large')] });

/** One daemon called Agent on a platform of its own, with EC2 instances unless it is told otherwise. */
function daemon(props: Partial<DaemonServiceProps> = {}, platformProps: EcsPlatformProps = { capacity: [general()] }, setting?: Setting): Made {
  const on = ground(setting);
  const agent = new DaemonService(on.stack, 'Agent', { platform: on.platform(platformProps), image: NGINX, ...props });
  return {
    ...on,
    agent,
    get template() {
      return Template.fromStack(on.stack);
    },
  };
}

describe('on EC2 instances a daemon', () => {
  test.each(SETTINGS)('is a service with daemon scheduling that nobody counts, with %s', (_, setting) => {
    const { template } = daemon({}, { capacity: [general()] }, setting);

    const made = only(template, 'AWS::ECS::Service');
    expect(made).toMatchObject({ SchedulingStrategy: 'DAEMON', LaunchType: 'EC2', AvailabilityZoneRebalancing: 'DISABLED' });
    ['DesiredCount', 'CapacityProviderStrategy', 'PlacementStrategies', 'LoadBalancers'].forEach(name => expect(made).not.toHaveProperty(name));
    template.resourceCountIs('AWS::ApplicationAutoScaling::ScalableTarget', 0);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  test('has its old copy stopped before the new one comes, and is taken back when that does not come up', () => {
    expect(only(daemon().template, 'AWS::ECS::Service').DeploymentConfiguration).toMatchObject({
      MinimumHealthyPercent: 0, MaximumPercent: 100, DeploymentCircuitBreaker: { Enable: true, Rollback: true },
    });
  });

  test('keeps as many copies as was promised', () => {
    const { template } = daemon({ rollout: { minHealthyPercent: 50, failureThreshold: FailureThreshold.count(2) } });

    expect(only(template, 'AWS::ECS::Service').DeploymentConfiguration).toMatchObject({ MinimumHealthyPercent: 50, MaximumPercent: 100 });
  });

  test('runs on all of them that have its system and processor', () => {
    const { template } = daemon({ architecture: Architecture.ARM64 }, { capacity: [Capacity.ec2({ name: 'arm', instanceTypes: [new ec2.InstanceType('m7g.large')] })] });

    expect(only(template, 'AWS::ECS::Service').PlacementConstraints).toEqual([
      { Type: 'memberOf', Expression: 'attribute:ecs.os-type == linux and attribute:ecs.cpu-architecture == arm64' },
    ]);
  });

  test('runs on those only that it names', () => {
    const pools = [general(), Capacity.ec2({ name: 'spare', instanceTypes: [new ec2.InstanceType('c7i.large')] })];
    const { template } = daemon({ ecs: { capacity: pools } }, { capacity: [Capacity.fargate()] });

    expect(only(template, 'AWS::ECS::Service').PlacementConstraints[0].Expression).toContain('attribute:capacity in [general, spare]');
    expect(JSON.stringify(resources(template, 'AWS::EC2::LaunchTemplate'))).toContain('\\"capacity\\":\\"spare\\"');
  });

  test('leaves out those of another processor, and is refused where none is left', () => {
    const graviton = () => Capacity.ec2({ name: 'graviton', instanceTypes: [new ec2.InstanceType('m7g.large')] });

    expect(() => daemon({}, { capacity: [graviton(), general()] })).not.toThrow();
    expect(refusals(() => daemon({}, { capacity: [graviton()] }))).toEqual(['Ec2CapacityRunsOther ecs.capacity[0]']);
    expect(refusals(() => daemon({ ecs: { capacity: [general(), graviton()] } }))).toEqual(['Ec2CapacityRunsOther ecs.capacity[1]']);
  });

  test('keeps further constraints', () => {
    const { template } = daemon({ ecs: { placementConstraints: [ecs.PlacementConstraint.memberOf('attribute:stack == blue')] } });

    expect(only(template, 'AWS::ECS::Service').PlacementConstraints).toHaveLength(2);
  });

  test('waits for the instances, and is gone before they go', () => {
    const { template } = daemon();

    const [{ DependsOn }] = Object.values(template.findResources('AWS::ECS::Service'));
    const [link] = Object.keys(template.findResources('Custom::ContainerCapacityLink'));
    expect(DependsOn).toContain(link);
  });

  test('may share the network of its instance', () => {
    const { template } = daemon({ ecs: { networkMode: ecs.NetworkMode.HOST }, ports: [{ port: 8126 }] });

    expect(only(template, 'AWS::ECS::TaskDefinition').NetworkMode).toBe('host');
    expect(only(template, 'AWS::ECS::Service')).not.toHaveProperty('NetworkConfiguration');
  });

  test('does not follow a rollout that the platform has for services', () => {
    const { agent } = daemon({}, { capacity: [general()], workloadDefaults: { rollout: Rollout.blueGreen() } });

    expect(agent.describe()).toContain('rolling, 0 % stay healthy, 100 % may run');
  });
});

describe('on external machines a daemon', () => {
  test('is a service with daemon scheduling, too', () => {
    const { template } = daemon({}, { capacity: [Capacity.external({ name: 'warehouse' })] });

    expect(only(template, 'AWS::ECS::Service')).toMatchObject({
      SchedulingStrategy: 'DAEMON', LaunchType: 'EXTERNAL', DeploymentConfiguration: { MinimumHealthyPercent: 0, MaximumPercent: 100 },
    });
  });
});

describe('a daemon is refused', () => {
  test('on Fargate, which has no instances', () => {
    expect(refusals(() => daemon({}, {}))).toEqual(['DaemonOnFargate ecs.capacity']);
    expect(refusals(() => daemon({ ecs: { capacity: [Capacity.fargateSpot()] } }))).toEqual(['DaemonOnFargate ecs.capacity']);
  });

  test('with a disk for each task, which services have that count their tasks', () => {
    const disk = { volumes: { data: Volume.ebs({ size: Size.gibibytes(10) }) }, mounts: [{ volume: 'data', path: '/data' }] };

    expect(refusals(() => daemon(disk))).toEqual(['DaemonHasNoDisks volumes.data']);
  });

  test('with what only managed daemons have', () => {
    expect(refusals(() => daemon({ ecs: { critical: false } }))).toEqual(['LaunchTypeHasNot ecs.critical']);
  });

  test('from any front-end', () => {
    const on = ground();
    const platform = on.platform({ capacity: [general()] });
    const draft = (given: object) => () => new DraftWorkload(on.stack, `W${Math.random()}`.replace('.', ''), platform, {
      name: 'agent', containers: [{ name: 'agent', image: NGINX._toSpec() }], scaling: { kind: 'perInstance' }, ...given,
    });

    expect(refusals(draft({ platformOptions: { ecs: new Handle('ecs options', { placementStrategies: [ecs.PlacementStrategy.randomly()] }) } })))
      .toContain('DaemonIsNotPlaced ecs.placementStrategies');
    expect(refusals(draft({ platformOptions: { ecs: new Handle('ecs options', { availabilityZoneRebalancing: true }) } }))).not.toEqual([]);
    expect(draft({})).not.toThrow();
  });
});

describe('afterwards a daemon', () => {
  test('takes variables, secrets and permissions', () => {
    const made = daemon();
    const { stack, agent } = made;
    agent.addEnvironment('LEVEL', 'debug');
    agent.addSecret('TOKEN', SecretSource.secretsManager(new secretsmanager.Secret(stack, 'Token')));
    new dynamodb.TableV2(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).grantReadData(agent);

    const [container] = only(made.template, 'AWS::ECS::TaskDefinition').ContainerDefinitions;
    expect(container.Environment).toContainEqual({ Name: 'LEVEL', Value: 'debug' });
    expect(container.Secrets).toMatchObject([{ Name: 'TOKEN' }]);
    expect(JSON.stringify(statementsOf(made.template, 'AgentTaskRole'))).toContain('dynamodb:Query');
  });

  test('connects to services by their names', () => {
    const made = daemon();
    const api = service(made.stack, 'Api', made.agent.platform, { exposures: [] });
    made.agent.connectTo(api);

    const [, agent] = resources(made.template, 'AWS::ECS::TaskDefinition').map(({ ContainerDefinitions: [main] }) => main)
      .sort((a, b) => String(b.Name).localeCompare(String(a.Name)));
    expect([agent.Name, agent.Environment]).toEqual(['agent', [{ Name: 'API_URL', Value: 'http://api:8080' }]]);
    expect(templates(made)).toHaveLength(1);
  });

  test('is the workload of ECS that services are', () => {
    const { agent } = daemon();

    expect(EcsWorkload.of(agent).service.node.path).toBe('Shop/Agent/Default/Service');
    expect(refusals(() => EcsManagedDaemon.of(agent))).toEqual(['NotManagedDaemon workload']);
  });
});
