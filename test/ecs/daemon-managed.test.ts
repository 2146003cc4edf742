/** What a workload with one copy on each instance becomes on Managed Instances. */
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, Size } from 'aws-cdk-lib/core';
import { Ground, ground, NGINX, only, refusals, service, Setting, SETTINGS, statementsOf, templates } from './support';
import { EcsManagedDaemon, EcsPlatformProps, EcsWorkload } from '../../src/ecs';
import { Capacity, DependencyCondition, FailureThreshold, Logging, PlatformProfile, Probe, RolloutAlarms, SecretSource, Volume } from '../../src/vocabulary';
import { DaemonService, DaemonServiceProps } from '../../src/workloads';

interface Made extends Ground {
  readonly agent: DaemonService;
  readonly template: Template;
}

/** One daemon called Agent on Managed Instances. */
function daemon(
  props: Partial<DaemonServiceProps> | ((on: Ground) => Partial<DaemonServiceProps>) = {}, platformProps: EcsPlatformProps = {}, setting?: Setting,
): Made {
  const on = ground(setting);
  const agent = new DaemonService(on.stack, 'Agent', {
    platform: on.platform({ capacity: [Capacity.managedInstances({ name: 'general' })], ...platformProps }),
    image: NGINX,
    ...typeof props === 'function' ? props(on) : props,
  });
  return {
    ...on,
    agent,
    get template() {
      return Template.fromStack(on.stack);
    },
  };
}

function mainOf(template: Template): Record<string, any> {
  return only(template, 'AWS::ECS::DaemonTaskDefinition').ContainerDefinitions[0];
}

describe('on Managed Instances a daemon', () => {
  test.each(SETTINGS)('is a managed daemon and no service, with %s', (_, setting) => {
    const { template } = daemon({}, {}, setting);

    expect(only(template, 'AWS::ECS::Daemon')).toMatchObject({
      DeploymentConfiguration: { DrainPercent: 25, BakeTimeInMinutes: 0 }, EnableECSManagedTags: true, EnableExecuteCommand: false, PropagateTags: 'DAEMON',
    });
    template.resourceCountIs('AWS::ECS::Service', 0);
    template.resourceCountIs('AWS::ECS::TaskDefinition', 0);
    template.resourceCountIs('AWS::EC2::SecurityGroup', 1);
  });

  test('belongs to the cluster, to the capacity and to its definition', () => {
    const made = daemon({ ecs: { capacity: [Capacity.managedInstances({ name: 'a' }), Capacity.managedInstances({ name: 'b' })] } }, { capacity: [Capacity.fargate()] });

    const providers = Object.keys(made.template.findResources('AWS::ECS::CapacityProvider'));
    const { ClusterArn, CapacityProviderArns, DaemonTaskDefinitionArn } = only(made.template, 'AWS::ECS::Daemon');
    expect(JSON.stringify(ClusterArn)).toContain('PlatformCluster');
    expect(providers).toHaveLength(2);
    providers.forEach((provider, index) => expect(JSON.stringify(CapacityProviderArns[index])).toContain(`:capacity-provider/",{"Ref":"${provider}"}`));
    const [{ DependsOn }] = Object.values(made.template.findResources('AWS::ECS::Daemon'));
    expect(DependsOn).toEqual(expect.arrayContaining(providers));
    expect(DaemonTaskDefinitionArn).toEqual({ 'Fn::GetAtt': [expect.stringContaining('AgentDaemonTaskDefinition'), 'DaemonTaskDefinitionArn'] });
  });

  test('has the same containers as any task', () => {
    const { template } = daemon({
      environment: { LEVEL: 'debug' },
      command: ['--all'],
      probe: Probe.command(['true']),
      sidecars: [{ name: 'relay', image: NGINX, dependsOn: [{ container: 'agent', condition: DependencyCondition.HEALTHY }] }],
      volumes: { root: Volume.ephemeral() },
      mounts: [{ volume: 'root', path: '/tmp' }],
    });

    const { Cpu, Memory, ContainerDefinitions: [agent, relay], Volumes } = only(template, 'AWS::ECS::DaemonTaskDefinition');
    expect([Cpu, Memory]).toEqual(['256', '512']);
    expect(agent).toMatchObject({
      Name: 'agent',
      Image: 'public.ecr.aws/nginx/nginx:1.29',
      Command: ['--all'],
      Essential: true,
      Environment: [{ Name: 'LEVEL', Value: 'debug' }],
      HealthCheck: { Command: ['CMD', 'true'] },
      LinuxParameters: { Capabilities: { Drop: ['ALL'] }, InitProcessEnabled: true },
      LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-stream-prefix': 'agent' } },
      MountPoints: [{ ContainerPath: '/tmp', SourceVolume: 'root', ReadOnly: false }],
      ReadonlyRootFilesystem: true,
    });
    expect(relay).toMatchObject({ Name: 'relay', DependsOn: [{ ContainerName: 'agent', Condition: 'HEALTHY' }] });
    expect(Volumes).toEqual([{ Name: 'root' }]);
  });

  test('listens without saying so, because nobody maps its ports', () => {
    expect(mainOf(daemon({ ports: [{ port: 8126 }] }).template)).not.toHaveProperty('PortMappings');
  });

  test('may look at all processes of the instance', () => {
    const { template } = daemon({ ecs: { pidMode: ecs.PidMode.HOST } });

    expect(only(template, 'AWS::ECS::DaemonTaskDefinition').PidMode).toBe('shared');
  });

  test('goes on step by step as it was told, and goes back on an alarm', () => {
    const { template } = daemon(({ stack }) => ({
      rollout: { minHealthyPercent: 90, alarms: RolloutAlarms.of(cloudwatch.Alarm.fromAlarmArn(stack, 'Alarm', 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:lost-logs')) },
      ecs: { bakeTime: Duration.minutes(10), critical: false },
    }));

    expect(only(template, 'AWS::ECS::Daemon')).toMatchObject({
      DeploymentConfiguration: { DrainPercent: 10, BakeTimeInMinutes: 10, Alarms: { AlarmNames: ['lost-logs'], Enable: true } }, Critical: false,
    });
  });

  test('lets people in who may open a shell', () => {
    const { template } = daemon({ exec: true }, { profile: PlatformProfile.PRODUCTION });

    expect(only(template, 'AWS::ECS::Daemon').EnableExecuteCommand).toBe(true);
    const statements = JSON.stringify(statementsOf(template, 'AgentTaskRole'));
    ['ssmmessages:OpenDataChannel', 'logs:PutLogEvents', 'kms:Decrypt'].forEach(action => expect(statements).toContain(action));
  });

  test('leaves a record of shells in a bucket where the cluster wants one', () => {
    const on = ground();
    const cluster = new ecs.Cluster(on.stack, 'Given', {
      vpc: on.vpc,
      executeCommandConfiguration: {
        logging: ecs.ExecuteCommandLogging.OVERRIDE,
        logConfiguration: { s3Bucket: new (jest.requireActual('aws-cdk-lib/aws-s3').Bucket)(on.stack, 'Shells'), s3KeyPrefix: 'exec/' },
      },
    });
    const platform = on.platform({ cluster, vpc: undefined, capacity: [Capacity.managedInstances({ name: 'general' })] });
    new DaemonService(on.stack, 'Agent', { platform, image: NGINX, exec: true });

    expect(JSON.stringify(statementsOf(Template.fromStack(on.stack), 'AgentTaskRole'))).toMatch(/s3:PutObject.*\/exec\/\*/);
  });

  test('keeps no logs when it is told so', () => {
    const { agent, template } = daemon({ logging: Logging.none() });

    expect(mainOf(template)).not.toHaveProperty('LogConfiguration');
    expect(EcsManagedDaemon.of(agent).logGroup).toBeUndefined();
  });
});

describe('afterwards a managed daemon', () => {
  test('takes variables, secrets and permissions', () => {
    const made = daemon();
    const { stack, agent } = made;
    agent.addEnvironment('LEVEL', 'debug');
    agent.addSecret('TOKEN', SecretSource.secretsManager(new secretsmanager.Secret(stack, 'Token')));
    new dynamodb.TableV2(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } }).grantReadData(agent);

    expect(mainOf(made.template)).toMatchObject({ Environment: [{ Name: 'LEVEL', Value: 'debug' }], Secrets: [{ Name: 'TOKEN' }] });
    expect(JSON.stringify(statementsOf(made.template, 'AgentTaskRole'))).toContain('dynamodb:Query');
    expect(JSON.stringify(statementsOf(made.template, 'AgentExecutionRole'))).toContain('secretsmanager:GetSecretValue');
    expect(templates(made)).toHaveLength(1);
  });

  test('is in the network what its instances are', () => {
    const made = daemon();
    const database = new ec2.SecurityGroup(made.stack, 'Database', { vpc: made.vpc });
    database.connections.allowFrom(made.agent, ec2.Port.tcp(5432));

    expect(JSON.stringify(made.template.findResources('AWS::EC2::SecurityGroup'))).toMatch(/Managed Instances of general/);
    expect(EcsManagedDaemon.of(made.agent).connections.securityGroups).toHaveLength(1);
  });

  test('has no names, neither its own nor those of others', () => {
    const { stack, agent } = daemon();
    const api = service(stack, 'Api', agent.platform, { exposures: [], ecs: { capacity: [Capacity.fargate()] } });

    expect(refusals(() => agent.connectTo(api))).toEqual(['ManagedDaemonKnowsNoNames connectTo']);
    expect(refusals(() => api.connectTo(agent))).toEqual(['ManagedDaemonHasNoName connectTo']);
  });

  test('is not looked for among services', () => {
    const { agent } = daemon();

    expect(refusals(() => EcsWorkload.of(agent))).toEqual(['ManagedDaemonHasNoService workload']);
    expect(EcsManagedDaemon.of(agent).daemon.node.path).toBe('Shop/Agent/Default/Daemon');
    expect(agent.urls).toEqual([]);
  });
});

describe('a managed daemon is refused', () => {
  const topic = (on: Ground) => new sns.Topic(on.stack, 'Topic');

  test.each<[string, Partial<DaemonServiceProps> | ((on: Ground) => Partial<DaemonServiceProps>), string[]]>([
    ['a network mode', { ecs: { networkMode: ecs.NetworkMode.HOST } }, ['LaunchTypeHasNot ecs.networkMode']],
    ['a placement constraint', { ecs: { placementConstraints: [ecs.PlacementConstraint.memberOf('attribute:stack == blue')] } }, ['LaunchTypeHasNot ecs.placementConstraints']],
    ['a file system', { volumes: { data: Volume.efs() }, mounts: [{ volume: 'data', path: '/data' }] }, ['LaunchTypeHasNot volumes.data']],
    ['a disk', { volumes: { data: Volume.ebs({ size: Size.gibibytes(10) }) }, mounts: [{ volume: 'data', path: '/data' }] }, ['LaunchTypeHasNot volumes.data']],
    ['a rollout without circuit breaker', { rollout: { circuitBreaker: false } }, ['LaunchTypeHasNot rollout.circuitBreaker']],
    ['a threshold', { rollout: { failureThreshold: FailureThreshold.count(3) } }, ['LaunchTypeHasNot rollout.circuitBreaker']],
    ['notifications', on => ({ rollout: { notifications: topic(on) } }), ['LaunchTypeHasNot rollout.notifications']],
    ['seconds of bake time', { ecs: { bakeTime: Duration.seconds(90) } }, ['DaemonBakeTime ecs.bakeTime']],
    ['two days of bake time', { ecs: { bakeTime: Duration.days(2) } }, ['DaemonBakeTime ecs.bakeTime']],
  ])('with %s', (_, props, expected) => {
    expect(refusals(() => daemon(props))).toEqual(expected);
  });
});

test('a managed daemon may log to a group of others', () => {
  const { agent } = daemon(on => ({ logging: Logging.logGroup({ logGroup: new logs.LogGroup(on.stack, 'Ours') }) }));

  expect(EcsManagedDaemon.of(agent).logGroup?.node.path).toBe('Shop/Ours');
});
