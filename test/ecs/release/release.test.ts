/** What a release job becomes on ECS, and who waits for what. */
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as rds from 'aws-cdk-lib/aws-rds';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { EcsJob, EcsPlatform, EcsWorkload } from '../../../src/ecs';
import { JobSchedule, LogDestination, Logging, OnRollback, PlatformProfile, Rollout } from '../../../src/vocabulary';
import { ReleaseJob, ReleaseJobProps, ScheduledJob, StandaloneTask, WebService } from '../../../src/workloads';
import { ground, NGINX, refused, service } from '../support';

const CUSTOM = 'Custom::ContainerRelease';

function shop(given: Partial<ReleaseJobProps> = {}) {
  const on = ground();
  const platform = on.platform();
  const migration = new ReleaseJob(on.stack, 'Migrate', { platform, image: NGINX, command: ['migrate', 'up'], ...given });
  return { ...on, platform, migration };
}

interface Found {
  readonly Type: string;
  readonly Properties: Record<string, any>;
  readonly DependsOn?: string[];
}

/** Resources of a type, with all that they wait for, be it through others. */
function resources(stack: Stack, type: string): (Found & { readonly id: string })[] {
  return Object.entries(Template.fromStack(stack).findResources(type) as Record<string, Found>).map(([id, found]) => ({ id, ...found }));
}

test('a release job is a task that the deployment runs, and no service', () => {
  const { stack } = shop({ timeout: Duration.minutes(30), onRollback: OnRollback.run('migrate', 'down') });
  const [release] = resources(stack, CUSTOM);
  expect(release.Properties).toMatchObject({
    taskDefinition: { Ref: expect.stringMatching(/^MigrateTaskDefinition/) },
    container: 'migrate',
    timeoutMinutes: '30',
    network: { assignPublicIp: 'DISABLED', subnets: expect.anything(), securityGroups: [{ 'Fn::GetAtt': [expect.stringMatching(/^Migrate/), 'GroupId'] }] },
    capacityProviders: [{ capacityProvider: 'FARGATE', weight: '1', base: '0' }],
    logStreams: 'migrate/migrate/',
    undoCommand: ['migrate', 'down'],
    ServiceTimeout: '3600',
  });
  expect(resources(stack, 'AWS::ECS::Service')).toEqual([]);
});

test('one provider is enough for all jobs of a stack, and no job adds a function', () => {
  const { stack, platform } = shop();
  const functions = resources(stack, 'AWS::Lambda::Function').length;
  const other = ground();
  const alone = other.platform();
  new ReleaseJob(other.stack, 'Migrate', { platform: alone, image: NGINX });
  new ReleaseJob(other.stack, 'Seed', { platform: alone, image: NGINX });
  expect(resources(other.stack, 'AWS::Lambda::Function')).toHaveLength(functions);
  expect(platform.node.tryFindChild('ReleaseRunner')).toBeUndefined();
});

test('as many jobs as a stack may have fit what IAM takes for one role, and no more are taken', () => {
  const { stack, platform } = shop();
  const another = (index: number) => new ReleaseJob(stack, `Other${index}`, { platform, image: NGINX });
  for (let index = 0; index < 9; index++) { another(index); }
  expect(refused(() => another(9)).map(({ code }) => code)).toEqual(['TooManyReleases']);
  const inline = resources(stack, 'AWS::IAM::Policy').filter(({ Properties }) => JSON.stringify(Properties.Roles).includes('ReleaseRunner'));
  expect(inline.map(({ id }) => id).filter(id => !id.startsWith('ReleaseRunner'))).toEqual([]);
  const [role] = resources(stack, 'AWS::IAM::ManagedPolicy').map(({ Properties }) => Properties.Roles[0].Ref as string);
  const attached = resources(stack, 'AWS::IAM::ManagedPolicy').filter(({ Properties }) => Properties.Roles[0].Ref === role);
  expect(attached).toHaveLength(10);
  attached.forEach(({ Properties }) => expect(JSON.stringify(Properties.PolicyDocument).length).toBeLessThan(6144));
});

test('it waits for whatever it is given, also after it was made, and wherever that is', () => {
  const { stack, platform, migration } = shop();
  const database = new rds.DatabaseInstance(stack, 'Database', {
    engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17_6 }), vpc: platform.network.vpc,
  });
  database.connections.allowDefaultPortFrom(migration);
  migration.addPermission(new iam.PolicyStatement({ actions: ['dynamodb:PutItem'], resources: ['*'] }));
  new iam.Policy(stack, 'Elsewhere', {
    roles: [EcsJob.of(migration).taskRole], statements: [new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })],
  });

  const [{ DependsOn: waitsFor }] = resources(stack, CUSTOM);
  const [rule] = resources(stack, 'AWS::EC2::SecurityGroupIngress').filter(({ id }) => id.startsWith('Database'));
  const policies = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap(type => resources(stack, type)).filter(({ id }) => /^(Migrate|Elsewhere)/.test(id)).map(({ id }) => id);
  expect(policies.length).toBeGreaterThan(2);
  expect(waitsFor).toEqual(expect.arrayContaining([rule.id, ...policies]));
  expect(waitsFor).not.toContain(resources(stack, 'AWS::RDS::DBInstance')[0].id);
});

test('it waits for the way out of its subnets, and not for questions about its log', () => {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  const platform = new EcsPlatform(stack, 'Platform', { profile: PlatformProfile.PRODUCTION });
  const migration = new ReleaseJob(stack, 'Migrate', { platform, image: NGINX });
  const [{ DependsOn: waitsFor = [] }] = resources(stack, CUSTOM);
  const routes = resources(stack, 'AWS::EC2::Route').map(({ id }) => id).filter(id => /[Pp]rivate/.test(id));
  const associations = resources(stack, 'AWS::EC2::SubnetRouteTableAssociation').map(({ id }) => id).filter(id => /[Pp]rivate/.test(id));
  expect(routes.length).toBeGreaterThan(1);
  expect(waitsFor).toEqual(expect.arrayContaining([...routes, ...associations]));
  expect(EcsJob.of(migration).savedQueries.length).toBeGreaterThan(0);
  expect(waitsFor.filter(id => /Quer/.test(id))).toEqual([]);
});

test('what it only knows the address of is waited for when that is said', () => {
  const { stack, platform, migration } = shop();
  const instance = new ec2.Instance(stack, 'Database', {
    vpc: platform.network.vpc, instanceType: new ec2.InstanceType('t4g.micro'), machineImage: ec2.MachineImage.genericLinux({ 'us-east-1': 'ami-1' }),
  });
  migration.runAfter(instance);
  expect(resources(stack, CUSTOM)[0].DependsOn).toContain(stack.getLogicalId(instance.instance));
});

test('services wait for it, whoever rolls them out', () => {
  const { stack, platform, migration } = shop();
  const rolling = service(stack, 'Api', platform, { exposures: [] });
  const driven = service(stack, 'Shop', platform, { rollout: Rollout.codeDeploy() });
  const nightly = new ScheduledJob(stack, 'Report', { platform, image: NGINX, schedule: JobSchedule.cron('0 3 * * ? *') });
  migration.runBefore(rolling, driven, nightly);

  const [{ id }] = resources(stack, CUSTOM);
  for (const type of ['AWS::ECS::Service', 'Custom::ContainerRollout', 'AWS::Scheduler::Schedule']) {
    const found = resources(stack, type);
    expect(found.length).toBeGreaterThan(0);
    found.forEach(({ DependsOn }) => expect(DependsOn).toContain(id));
  }
});

test('one release waits for another', () => {
  const { stack, platform, migration } = shop();
  const seed = new ReleaseJob(stack, 'Seed', { platform, image: NGINX });
  migration.runBefore(seed);
  const [first, second] = resources(stack, CUSTOM);
  expect(first.id).toMatch(/^Migrate/);
  expect(second.DependsOn).toContain(first.id);
});

test('a service in another stack waits with its stack', () => {
  const { app, stack, platform, migration } = shop();
  const shopStack = new Stack(app, 'Services');
  const api = new WebService(shopStack, 'Api', { platform, image: NGINX, port: 80, exposures: [] });
  migration.runBefore(api);
  app.synth();
  expect(shopStack.dependencies).toContain(stack);
});

test('an id of the release makes a new revision, and nothing else does', () => {
  const revisionOf = (releaseId?: string) => resources(shop({ releaseId }).stack, 'AWS::ECS::TaskDefinition')[0];
  expect(revisionOf('1').Properties.ContainerDefinitions[0].Environment).toContainEqual({ Name: 'RELEASE_ID', Value: '1' });
  expect(revisionOf('1')).toEqual(revisionOf('1'));
  expect(revisionOf('1')).not.toEqual(revisionOf('2'));
});

test('the runner is told whom to let in, and what ends with a run', () => {
  const { stack } = shop();
  const [{ Properties: plain }] = resources(stack, CUSTOM);
  expect([plain.exec, plain.essential]).toEqual([undefined, undefined]);
  const sidecars = [{ name: 'proxy', image: NGINX }, { name: 'helper', image: NGINX, essential: false }];
  const [{ Properties: rich }] = resources(shop({ exec: true, sidecars }).stack, CUSTOM);
  expect([rich.exec, rich.essential]).toEqual(['true', ['proxy']]);
});

test('the log of a router is where its plugin puts it', () => {
  const { stack } = shop({ logging: Logging.fireLens(LogDestination.logGroup()) });
  const [{ Properties }] = resources(stack, CUSTOM);
  expect(Properties.logStreams).toBe('migrate/migrate-firelens-');
  expect(Properties.logGroup).toBeDefined();
});

test('the runner may do nothing but run this job, and look after it', () => {
  const { stack } = shop();
  const [{ Properties: { PolicyDocument: { Statement } } }] = resources(stack, 'AWS::IAM::ManagedPolicy').filter(({ id }) => /ReleaseRights/.test(id));
  const allowed = (Statement as { Action: string | string[]; Resource: unknown; Condition?: object }[]).map(({ Action, Resource, Condition }) =>
    ({ actions: [Action].flat(), resource: JSON.stringify(Resource), condition: JSON.stringify(Condition) }));
  const of = (action: string) => allowed.filter(({ actions }) => actions.includes(action));
  expect(allowed.flatMap(({ actions }) => actions).sort()).toEqual([
    'ecs:DescribeTasks', 'ecs:ListTagsForResource', 'ecs:ListTasks', 'ecs:RunTask', 'ecs:StopTask', 'ecs:TagResource', 'ecs:TagResource', 'iam:PassRole', 'logs:GetLogEvents',
  ]);
  expect(of('ecs:RunTask')[0].resource).toMatch(/task-definition\/[A-Za-z]*Migrate[A-Za-z0-9]*:\*/);
  expect(of('ecs:RunTask')[0].condition).toContain('ecs:cluster');
  expect(of('ecs:ListTasks')[0].condition).toContain('ecs:cluster');
  expect(of('iam:PassRole')[0].condition).toContain('ecs-tasks.amazonaws.com');
});

describe('what cannot be waited for is refused', () => {
  const refusedCodes = (act: (place: ReturnType<typeof shop>) => unknown) => refused(() => act(shop())).map(({ code }) => code);

  test('a task that somebody else starts', () => {
    expect(refusedCodes(({ stack, platform, migration }) => migration.runBefore(new StandaloneTask(stack, 'Export', { platform, image: NGINX })))).toEqual(['ReleaseHoldsNothing']);
  });

  test('itself, and what it waits for', () => {
    expect(refusedCodes(({ migration }) => migration.runBefore(migration))).toEqual(['ReleaseInCircle']);
    expect(refusedCodes(({ stack, platform, migration }) => {
      const seed = new ReleaseJob(stack, 'Seed', { platform, image: NGINX });
      seed.runBefore(migration);
      migration.runBefore(seed);
    })).toEqual(['ReleaseInCircle']);
  });

  test('what it has to run after, be it said before or later, and through others', () => {
    const circles: ((place: ReturnType<typeof shop>, api: WebService) => unknown)[] = [
      ({ migration }, api) => { migration.runAfter(api); migration.runBefore(api); },
      ({ migration }, api) => { migration.runBefore(api); migration.runAfter(api); },
      ({ migration }, api) => { migration.runBefore(api); migration.runAfter(EcsWorkload.of(api).service); },
      ({ stack, platform, migration }, api) => {
        const seed = new ReleaseJob(stack, 'Seed', { platform, image: NGINX });
        migration.runBefore(seed);
        seed.runBefore(api);
        migration.runAfter(api);
      },
      ({ stack, platform, migration }) => {
        const seed = new ReleaseJob(stack, 'Seed', { platform, image: NGINX });
        migration.runAfter(seed);
        migration.runBefore(seed);
      },
      ({ stack, platform, migration }) => {
        const seed = new ReleaseJob(stack, 'Seed', { platform, image: NGINX });
        migration.runAfter(seed);
        seed.runAfter(migration);
      },
    ];
    const codes = circles.map(circle => refusedCodes(place => circle(place, service(place.stack, 'Api', place.platform, { exposures: [] }))));
    expect(codes).toEqual(circles.map(() => ['ReleaseInCircle']));
    expect(refusedCodes(place => {
      const api = service(place.stack, 'Api', place.platform, { exposures: [] });
      place.migration.runBefore(api);
      place.migration.runAfter(EcsWorkload.of(api).taskRole);
    })).toEqual([]);
  });

  test('a stack that comes first because of one in between', () => {
    expect(refusedCodes(({ app, stack, platform }) => {
      const [services, between, later] = ['Services', 'Between', 'Later'].map(id => new Stack(app, id));
      const api = new WebService(services, 'Api', { platform, image: NGINX, port: 80, exposures: [] });
      between.addDependency(services);
      later.addDependency(between);
      expect(stack).not.toBe(services);
      new ReleaseJob(later, 'Migrate', { platform, image: NGINX }).runBefore(api);
    })).toEqual(['ReleaseInLaterStack']);
  });

  test('a stack that comes first', () => {
    expect(refusedCodes(({ app, stack, platform }) => {
      const later = new Stack(app, 'Later');
      new ReleaseJob(later, 'Migrate', { platform, image: NGINX }).runBefore(service(stack, 'Api', platform, { exposures: [] }));
    })).toEqual(['ReleaseInLaterStack']);
  });

  test('a run that takes longer than CloudFormation waits, or no time at all', () => {
    expect(refused(() => shop({ timeout: Duration.minutes(46) })).map(({ code }) => code)).toEqual(['ReleaseTooLong']);
    expect(refused(() => shop({ timeout: Duration.seconds(30) })).map(({ code }) => code)).toEqual(['ReleaseTooShort']);
  });

  test('two values of RELEASE_ID', () => {
    expect(refused(() => shop({ releaseId: '1', environment: { RELEASE_ID: '2' } })).map(({ code }) => code)).toEqual(['ReleaseIdTaken']);
  });
});

test('platforms without release jobs have no runner', () => {
  const { stack, platform } = ground();
  platform();
  expect(stack.node.tryFindChild('ReleaseRunner')).toBeUndefined();
});
