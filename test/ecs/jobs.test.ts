/** What becomes of jobs on ECS: who starts a run and may, who is told, and how others start one. */
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { Ground, ground, IRELAND, NGINX, only, RECOMMENDED, resources, service, Setting, SETTINGS, statementsOf, templates } from './support';
import { EcsJob, EcsPlatformProps } from '../../src/ecs';
import { Alarms, Capacity, JobSchedule, OverlapPolicy, PlatformProfile, Rollout } from '../../src/vocabulary';
import { ScheduledJob, ScheduledJobProps, StandaloneTask } from '../../src/workloads';
import { matches } from '../../tools/local-cloudformation/services/event-pattern';
import { asText } from '../eks/support';

interface Made extends Ground {
  readonly report: ScheduledJob;
  readonly template: Template;
}

function scheduled(props: Partial<ScheduledJobProps> = {}, platformProps: EcsPlatformProps = {}, setting?: Setting): Made {
  const on = ground(setting);
  const platform = on.platform(platformProps);
  const report = new ScheduledJob(on.stack, 'Report', { platform, image: NGINX, schedule: JobSchedule.cron('0 3 * * ? *'), ...props });
  return {
    ...on,
    report,
    get template() {
      return Template.fromStack(on.stack);
    },
  };
}

const told = (stack: Stack) => sns.Topic.fromTopicArn(stack, 'Alarms', 'arn:aws:sns:eu-west-1:111122223333:alarms');

describe('the vocabulary of schedules', () => {
  test.each([
    [JobSchedule.cron('0 3 * * ? *'), 'cron(0 3 * * ? *)'],
    [JobSchedule.cron('cron(0 3 * * ? *)'), 'cron(0 3 * * ? *)'],
    [JobSchedule.rate(Duration.minutes(1)), 'rate(1 minute)'],
    [JobSchedule.rate(Duration.minutes(90)), 'rate(90 minutes)'],
    [JobSchedule.rate(Duration.hours(2)), 'rate(2 hours)'],
    [JobSchedule.rate(Duration.days(1)), 'rate(1 day)'],
    [JobSchedule.at('2030-01-31T08:00:00'), 'at(2030-01-31T08:00:00)'],
  ])('%j', (schedule, expression) => {
    expect(schedule.expression).toBe(expression);
  });
});

describe('what Scheduler starts', () => {
  test.each(SETTINGS)('is the same with %s', (_, setting) => {
    const { template } = scheduled({}, {}, setting);

    expect(only(template, 'AWS::Scheduler::Schedule')).toMatchObject({
      ScheduleExpression: 'cron(0 3 * * ? *)',
      ScheduleExpressionTimezone: 'Etc/UTC',
      State: 'ENABLED',
      Target: { EcsParameters: { TaskCount: 1, PropagateTags: 'TASK_DEFINITION', EnableECSManagedTags: true } },
    });
  });

  test('runs in the private subnets without a public address, with a group of its own', () => {
    const { AwsvpcConfiguration } = only(scheduled().template, 'AWS::Scheduler::Schedule').Target.EcsParameters.NetworkConfiguration;

    expect(AwsvpcConfiguration).toEqual({
      AssignPublicIp: 'DISABLED', Subnets: ['subnet-private-a', 'subnet-private-b'], SecurityGroups: [{ 'Fn::GetAtt': [expect.stringMatching(/^ReportSecurityGroup/), 'GroupId'] }],
    });
  });

  test('runs in public subnets with a public address where that is asked for', () => {
    const { template } = scheduled({ ecs: { subnets: { subnetType: ec2.SubnetType.PUBLIC }, assignPublicIp: true } });

    expect(only(template, 'AWS::Scheduler::Schedule').Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration).toMatchObject({
      AssignPublicIp: 'ENABLED', Subnets: ['subnet-public-a', 'subnet-public-b'],
    });
  });

  test('is not concerned by how the platform rolls services out', () => {
    expect(() => scheduled({}, { workloadDefaults: { rollout: Rollout.blueGreen() } }).template).not.toThrow();
  });

  test('may be looked into by a shell where that is asked for', () => {
    expect(only(scheduled({ exec: true }).template, 'AWS::Scheduler::Schedule').Target.EcsParameters).toMatchObject({ EnableExecuteCommand: true });
    expect(only(scheduled().template, 'AWS::Scheduler::Schedule').Target.EcsParameters).not.toHaveProperty('EnableExecuteCommand');
  });

  test('waits for capacity that is made with it', () => {
    const { template } = scheduled({ ecs: { capacity: [Capacity.ec2({ name: 'general' })] } });
    const [{ DependsOn }] = Object.values(template.findResources('AWS::Scheduler::Schedule'));

    expect([DependsOn].flat().join(' ')).toMatch(/Capacity/);
  });
});

describe('who may', () => {
  test('Scheduler starts this job in this cluster, passes its two roles to tasks, and tags what it starts', () => {
    const statements = statementsOf(scheduled().template, 'ReportScheduleRole');

    expect(statements.map(({ Action }) => Action).sort()).toEqual([['kms:Decrypt', 'kms:GenerateDataKey'], 'ecs:RunTask', 'ecs:TagResource', 'iam:PassRole', 'sqs:SendMessage']
      .sort());
    expect(statements.find(({ Action }) => Action === 'ecs:RunTask')).toMatchObject({ Condition: { ArnEquals: { 'ecs:cluster': expect.anything() } } });
    expect(statements.find(({ Action }) => Action === 'iam:PassRole')).toMatchObject({
      Resource: [{ 'Fn::GetAtt': [expect.stringMatching(/^ReportExecutionRole/), 'Arn'] }, { 'Fn::GetAtt': [expect.stringMatching(/^ReportTaskRole/), 'Arn'] }],
      Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    });
  });

  test('only schedules of this group take the role on', () => {
    const { template } = scheduled();

    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: Match.objectLike({
        Statement: [Match.objectLike({
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' }, 'aws:SourceArn': { 'Fn::GetAtt': [Match.stringLikeRegexp('ScheduleGroup'), 'Arn'] } } },
        })],
      }),
    });
    template.hasResource('AWS::Scheduler::ScheduleGroup', { DeletionPolicy: 'Delete' });
  });

  test.each(SETTINGS)('the group has one name: where it is made, where the schedule is, and where starts are counted, with %s', (_, setting) => {
    const { template } = scheduled({}, {}, setting);
    const { Name } = only(template, 'AWS::Scheduler::ScheduleGroup');
    const counted = resources(template, 'AWS::CloudWatch::Alarm').filter(({ Namespace }) => Namespace === 'AWS/Scheduler');

    expect(Name).toEqual(expect.anything());
    expect(only(template, 'AWS::Scheduler::Schedule').GroupName).toEqual(typeof Name === 'string' ? Name : { Ref: expect.stringMatching(/ScheduleGroup/) });
    expect(counted.map(({ Dimensions }) => Dimensions)).toEqual([[{ Name: 'ScheduleGroup', Value: Name }]]);
  });

  test('with a state machine, Scheduler starts nothing but that, and the state machine touches tasks of the cluster only', () => {
    const { template } = scheduled({ overlap: OverlapPolicy.SKIP });

    expect(statementsOf(template, 'ReportScheduleRole').map(({ Action }) => Action)).toContain('states:StartExecution');
    expect(statementsOf(template, 'ReportScheduleRole').map(({ Action }) => Action)).not.toContain('ecs:RunTask');
    const stop = statementsOf(template, 'ReportWatchRole').find(({ Action }) => [Action].flat().includes('ecs:StopTask'))!;
    expect(asText(stop.Resource)).toMatch(/:task\//);
    expect(stop.Condition).toMatchObject({ ArnEquals: { 'ecs:cluster': expect.anything() } });
  });
});

describe('what looks after runs', () => {
  test.each<[string, Partial<ScheduledJobProps>, boolean]>([
    ['nothing where nothing is asked', {}, false],
    ['nothing where runs may overlap', { overlap: OverlapPolicy.ALLOW, flexibleWindow: Duration.minutes(5) }, false],
    ['a state machine where runs may not overlap', { overlap: OverlapPolicy.SKIP }, true],
    ['a state machine where they take too long', { timeout: Duration.hours(1) }, true],
    ['a state machine where they are tried again', { retries: 1 }, true],
  ])('%s', (_, props, watched) => {
    const { report, template } = scheduled(props);

    expect(EcsJob.of(report).stateMachine !== undefined).toBe(watched);
    template.resourceCountIs('AWS::StepFunctions::StateMachine', watched ? 1 : 0);
    template.resourceCountIs('AWS::Lambda::Function', 0);
  });
});

test.each<[Partial<ScheduledJobProps>, number]>([
  [{ retries: 1 }, 10], [{ retries: 1, timeout: Duration.hours(1), stopTimeout: Duration.seconds(100) }, 110],
])('an attempt begins when the one before has had the time to stop: %#', (props, seconds) => {
  const { DefinitionString } = only(scheduled(props).template, 'AWS::StepFunctions::StateMachine');

  expect(asText(DefinitionString)).toContain(`"IntervalSeconds":${seconds},"BackoffRate":2,"MaxDelaySeconds":360`);
});

test('what looks after runs asks Step Functions for nothing that it is not known to take', () => {
  const { DefinitionString } = only(scheduled({ retries: 1 }).template, 'AWS::StepFunctions::StateMachine');

  expect(asText(DefinitionString)).toContain('"PropagateTags":"TASK_DEFINITION"');
  expect(asText(DefinitionString)).not.toContain('ManagedTags');
});

describe('who is told', () => {
  /** The event that ECS sends when a task of the job has ended. */
  const stopped = (detail: object) => ({
    'source': 'aws.ecs', 'detail-type': 'ECS Task State Change', 'detail': { clusterArn: 'cluster', group: 'family:report', lastStatus: 'STOPPED', ...detail },
  });
  const exits = (...codes: (number | undefined)[]) => codes.map((exitCode, index) => ({ name: index === 0 ? 'report' : `sidecar-${index}`, exitCode }));

  test.each<[string, object, boolean]>([
    ['a run that ends well', { stopCode: 'EssentialContainerExited', containers: exits(0) }, false],
    ['a run that fails', { stopCode: 'EssentialContainerExited', containers: exits(1) }, true],
    ['a run that is killed', { stopCode: 'UserInitiated', containers: exits(137) }, true],
    ['a run that never started', { stopCode: 'TaskFailedToStart', containers: exits(undefined) }, true],
    ['a run whose machine was taken away', { stopCode: 'SpotInterruption', containers: exits(0) }, true],
    ['a run that still goes on', { lastStatus: 'RUNNING', containers: exits(undefined) }, false],
    ['a run of something else', { group: 'family:other', containers: exits(1) }, false],
  ])('of %s', (_, detail, expected) => {
    const { EventPattern } = resources(scheduled({ workloadName: 'report' }).template, 'AWS::Events::Rule')
      .find(({ EventPattern: pattern }) => JSON.stringify(pattern).includes('family:'))!;
    const pattern = { ...EventPattern, detail: { ...EventPattern.detail, clusterArn: ['cluster'], group: ['family:report'] } };

    expect(matches(pattern, stopped(detail))).toBe(expected);
  });

  test('the topic is told of each failed run with the reason, and of the alarms', () => {
    const on = ground();
    const platform = on.platform({ alarmTopic: told(on.stack) });
    const report = new ScheduledJob(on.stack, 'Report', { platform, image: NGINX, schedule: JobSchedule.cron('0 3 * * ? *') });
    const rule = resources(Template.fromStack(on.stack), 'AWS::Events::Rule').find(({ Description }) => Description === 'Runs of report that failed')!;

    expect(asText(rule.Targets[0].InputTransformer.InputTemplate)).toMatch(/A run of report has failed: <detail-stoppedReason>/);
    expect(EcsJob.of(report).alarms.map(({ node }) => node.id)).toEqual(['NotStartedAlarm', 'FailedAlarm']);
    for (const AlarmActions of resources(Template.fromStack(on.stack), 'AWS::CloudWatch::Alarm').map(alarm => alarm.AlarmActions)) {
      expect(AlarmActions).toEqual(['arn:aws:sns:eu-west-1:111122223333:alarms']);
    }
  });

  test('without a topic what failed is kept, and alarms are there to be looked at', () => {
    const { template } = scheduled();

    const [rule] = resources(template, 'AWS::Events::Rule').filter(({ Description }) => Description === 'Runs of report that failed');
    expect(asText(rule.Targets[0].Arn)).toMatch(/log-group/);
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { Namespace: 'AWS/Events', MetricName: 'TriggeredRules', TreatMissingData: 'notBreaching' });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { Namespace: 'AWS/Scheduler', MetricName: 'InvocationDroppedCount', Statistic: 'Sum' });
  });

  test('a run that is tried again has failed when its last attempt has', () => {
    scheduled({ retries: 2 }).template.hasResourceProperties('AWS::CloudWatch::Alarm', { Namespace: 'AWS/States', MetricName: 'ExecutionsFailed' });
  });

  test.each<[string, Partial<ScheduledJobProps>, EcsPlatformProps]>([
    ['in development', {}, { profile: PlatformProfile.DEVELOPMENT }], ['when alarms are not wanted', { alarms: Alarms.none() }, {}],
  ])('nobody %s', (_, props, platformProps) => {
    const { report, template } = scheduled(props, platformProps);

    expect(EcsJob.of(report).alarms).toEqual([]);
    expect(resources(template, 'AWS::Events::Rule').filter(({ Description }) => Description === 'Runs of report that failed')).toEqual([]);
  });
});

test.each<[string, Partial<ScheduledJobProps>, string[]]>([
  ['starts', {}, ['Starts']], ['starts, and runs that are looked after', { retries: 1 }, ['Starts', 'Runs', 'Longest run']],
])('the dashboard shows %s', (_, props, graphs) => {
  const body = resources(scheduled(props).template, 'AWS::CloudWatch::Dashboard').map(({ DashboardBody }) => asText(DashboardBody)).join();

  expect(['Starts', 'Runs', 'Longest run'].filter(title => body.includes(`"title":"${title}"`))).toEqual(graphs);
  expect(body).toContain('# report');
});

test('a job may be in another stack than its platform, and have a queue of its own', () => {
  const on = ground({ env: IRELAND, flags: RECOMMENDED });
  const platform = on.platform({ alarmTopic: new sns.Topic(on.stack, 'Alarms') });
  const later = new Stack(on.app, 'Later', { env: IRELAND });
  const deadLetterQueue = new sqs.Queue(later, 'Dead', { encryption: sqs.QueueEncryption.KMS });
  new ScheduledJob(later, 'Report', { platform, image: NGINX, schedule: JobSchedule.cron('0 3 * * ? *'), deadLetterQueue, retries: 1 });

  const [, template] = templates(on);
  expect(statementsOf(template, 'ReportScheduleRole').map(({ Action }) => Action)).toEqual([
    'states:StartExecution', 'sqs:SendMessage', ['kms:Decrypt', 'kms:GenerateDataKey'],
  ]);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmDescription: Match.stringLikeRegexp('could not be started.*: see Later/Dead$') });
});

describe('how others start a run', () => {
  function exporting() {
    const on = ground();
    const ecsPlatform = on.platform();
    return { ...on, ecsPlatform, task: new StandaloneTask(on.stack, 'Export', { platform: ecsPlatform, image: NGINX }) };
  }

  test('people paste a command', () => {
    const { stack, task } = exporting();
    const command = asText(stack.resolve(task.runCommand));

    expect(command).toMatch(/^aws ecs run-task --region AWS::Region --cli-input-json '\{.*\}'$/);
    const [json] = /\{.*\}/.exec(command)!;
    expect(JSON.parse(json)).toMatchObject({
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
      networkConfiguration: { awsvpcConfiguration: { assignPublicIp: 'DISABLED' } },
      propagateTags: 'TASK_DEFINITION',
    });
  });

  test('a command of another kind is told in a way that no quote ends', () => {
    const { stack, task } = exporting();
    const command = asText(stack.resolve(EcsJob.of(task).renderRunCommand(['echo', "it's"])));
    const [, overrides] = / --overrides '([^']*)'$/.exec(command)!;

    expect(JSON.parse(overrides)).toEqual({ containerOverrides: [{ name: 'export', command: ['echo', "it's"] }] });
  });

  test('programs are told the call in a variable, and may make it', () => {
    const { stack, ecsPlatform, task } = exporting();
    const api = service(stack, 'Api', ecsPlatform, { exposures: [] });
    task.callableFrom(api);
    const template = Template.fromStack(stack);

    const [definition] = resources(template, 'AWS::ECS::TaskDefinition').filter(({ ContainerDefinitions: [{ Name }] }) => Name === 'api');
    const { Value } = definition.ContainerDefinitions[0].Environment.find(({ Name }: { Name: string }) => Name === 'EXPORT_RUN_TASK');
    expect(Object.keys(JSON.parse(asText(Value)))).toEqual([
      'cluster', 'taskDefinition', 'capacityProviderStrategy', 'networkConfiguration', 'propagateTags', 'enableECSManagedTags',
    ]);
    expect(statementsOf(template, 'ApiTaskRole').flatMap(({ Action }) => Action)).toEqual(expect.arrayContaining(['ecs:RunTask', 'ecs:StopTask', 'iam:PassRole']));
  });

  test('programs of another stack are, too', () => {
    const made = exporting();
    const later = new Stack(made.app, 'Later');
    made.task.callableFrom(service(later, 'Api', made.ecsPlatform, { exposures: [] }), 'HOW_TO_EXPORT');

    const [first, other] = templates(made);
    const { Value } = resources(other, 'AWS::ECS::TaskDefinition')[0].ContainerDefinitions[0].Environment.find(({ Name }: { Name: string }) => Name === 'HOW_TO_EXPORT');
    const exported = Object.values<{ Value: unknown }>(first.toJSON().Outputs).map(output => asText(output.Value));
    const definitions = Object.keys(first.findResources('AWS::ECS::TaskDefinition'));

    expect(asText(Value)).toMatch(/"taskDefinition":"[A-Za-z0-9_-]+"/);
    expect(definitions).toHaveLength(1);
    // A revision that another stack has taken could not be followed by the next one.
    expect(JSON.stringify(first.toJSON().Outputs)).not.toContain(definitions[0]);
    expect(exported.length).toBeGreaterThan(0);
  });

  test('a task with shells tells so whoever starts it', () => {
    const on = ground();
    const task = new StandaloneTask(on.stack, 'Export', { platform: on.platform(), image: NGINX, exec: true });

    expect(asText(on.stack.resolve(task.runCommand))).toContain('"enableExecuteCommand":true');
    expect(statementsOf(Template.fromStack(on.stack), 'ExportTaskRole').flatMap(({ Action }) => Action)).toContain('ssmmessages:CreateControlChannel');
  });
});
