/** What happens to tasks is kept, and people are told what they should look at. */
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { ground, IRELAND, resources, SETTINGS, Setting } from './support';
import { EcsPlatformProps } from '../../src/ecs';
import { PlatformProfile } from '../../src/vocabulary';
import { matches } from '../../tools/local-cloudformation/services/event-pattern';
import { acknowledgementsIn, covers, findingsIn, findingsWithoutAcknowledgements, tell } from '../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../compliance/validator';

function platform(props: EcsPlatformProps | ((on: ReturnType<typeof ground>) => EcsPlatformProps) = {}, setting?: Setting) {
  const on = ground(setting);
  const made = on.platform(typeof props === 'function' ? props(on) : props);
  return { ...on, made, get template() { return Template.fromStack(on.stack); } };
}

const EVENTS = { PlatformTaskEvents: true };
const kept = (template: Template) => Object.keys(template.toJSON().Resources).filter(id => id.startsWith(Object.keys(EVENTS)[0]))
  .map(id => id.replace(/[0-9A-F]{8}$/, '')).sort();

const ALL = [
  'PlatformTaskEventsFailedDeployments', 'PlatformTaskEventsHowOftenTasksStop', 'PlatformTaskEventsLogGroup', 'PlatformTaskEventsOutOfMemory',
  'PlatformTaskEventsServiceTrouble', 'PlatformTaskEventsSpotInterruptions', 'PlatformTaskEventsStoppedTasks', 'PlatformTaskEventsTrouble',
  'PlatformTaskEventsUnexpectedStops', 'PlatformTaskEventsWhyTasksStopped',
];

describe('events are kept', () => {
  test.each<[string, Parameters<typeof platform>[0], string[]]>([
    ['in production', {}, ALL],
    ['not in development', { profile: PlatformProfile.DEVELOPMENT }, []],
    ['in development, if one says so', { profile: PlatformProfile.DEVELOPMENT, taskEvents: true }, ALL],
    ['not in production, if one says so', { taskEvents: false }, []],
    ['as a profile says', { profile: PlatformProfile.DEVELOPMENT.customize('staging', { taskEvents: true }) }, ALL],
    ['not of an existing cluster', ({ stack, vpc }) => ({ cluster: ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shop', vpc }) }), []],
    ['of an existing cluster, if one says so',
      ({ stack, vpc }) => ({ cluster: ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shop', vpc }), taskEvents: true }), ALL],
  ])('%s', (_, props, expected) => {
    const { template, made } = platform(props);
    expect(kept(template)).toEqual(expected);
    expect(made.taskEvents !== undefined).toBe(expected.length > 0);
  });

  test('as long as logs are, encrypted with the key of the platform', () => {
    platform().template.hasResource('AWS::Logs::LogGroup', {
      Properties: {
        RetentionInDays: 90,
        KmsKeyId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PlatformKey'), 'Arn'] },
        ResourcePolicyDocument: Match.objectLike({
          Statement: [Match.objectLike({
            Effect: 'Allow',
            Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          })],
        }),
      },
      DeletionPolicy: 'Retain',
    });
  });

  test('by EventBridge, which may write to this log group and no other', () => {
    const { template } = platform({}, { env: IRELAND });
    const [[id, { Properties }]] = Object.entries(template.findResources('AWS::Logs::LogGroup', { Properties: { ResourcePolicyDocument: Match.anyValue() } }));
    expect(Properties.ResourcePolicyDocument.Statement[0].Resource).toEqual({
      'Fn::Join': ['', [
        'arn:', { Ref: 'AWS::Partition' }, ':logs:eu-west-1:111122223333:log-group:', { Ref: 'AWS::StackName' }, `-${id}-*:*`,
      ]],
    });
    for (const { Targets: [{ Arn }] } of resources(template, 'AWS::Events::Rule')) {
      expect(Arn).toEqual({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':logs:eu-west-1:111122223333:log-group:', { Ref: id }]] });
    }
  });

  test('without a function', () => {
    const { template } = platform();
    expect(Object.keys(template.findResources('AWS::Lambda::Function'))).toEqual([]);
  });
});

const CLUSTER = 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop';
const SERVICE = 'arn:aws:ecs:eu-west-1:111122223333:service/shop/api';

/** Events as ECS sends them, without what no rule asks about. */
const event = (detailType: string, detail: object, more: object = {}) => ({
  'source': 'aws.ecs', 'detail-type': detailType, 'resources': [SERVICE], 'detail': { clusterArn: CLUSTER, ...detail }, ...more,
});

/** What is joined of an ARN whose partition is left open. */
function joined(value: any): string | undefined {
  return value?.['Fn::Join']?.[1].map((part: any) => part.Ref ? 'aws' : part).join('');
}

describe('of all events', () => {
  const { template } = platform(({ stack, vpc }) => ({
    cluster: ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shop', vpc }), taskEvents: true,
  }), { env: IRELAND });
  const patterns = Object.values(template.findResources('AWS::Events::Rule'))
    .map(({ Properties }) => JSON.parse(JSON.stringify(Properties.EventPattern, (_, value) => joined(value) ?? value)));

  test.each<[string, object, number]>([
    ['a task that stopped', event('ECS Task State Change', { lastStatus: 'STOPPED', stoppedReason: 'Essential container in task exited' }), 1],
    ['a task that runs', event('ECS Task State Change', { lastStatus: 'RUNNING' }), 0],
    ['a task of another cluster', event('ECS Task State Change', { lastStatus: 'STOPPED', clusterArn: `${CLUSTER}2` }), 0],
    ['no place for a task', event('ECS Service Action', { eventType: 'ERROR', eventName: 'SERVICE_TASK_PLACEMENT_FAILURE' }), 1],
    ['tasks that do not start', event('ECS Service Action', { eventType: 'WARN', eventName: 'SERVICE_TASK_START_IMPAIRED' }), 1],
    ['a service that is well', event('ECS Service Action', { eventType: 'INFO', eventName: 'SERVICE_STEADY_STATE' }), 0],
    ['a deployment that failed', event('ECS Deployment State Change', { eventName: 'SERVICE_DEPLOYMENT_FAILED', clusterArn: undefined }), 1],
    ['a deployment that is over', event('ECS Deployment State Change', { eventName: 'SERVICE_DEPLOYMENT_COMPLETED' }), 0],
    ['a deployment of another cluster', event('ECS Deployment State Change', { eventName: 'SERVICE_DEPLOYMENT_FAILED' },
      { resources: ['arn:aws:ecs:eu-west-1:111122223333:service/shop2/api'] }), 0],
  ])('%s', (_, sent, times) => expect(patterns.filter(pattern => matches(pattern, sent))).toHaveLength(times));
});

describe('people', () => {
  const told = (template: Template) => resources(template, 'AWS::Events::Rule').filter(({ Targets }) => Targets.length > 1);

  test('are told of deployments that failed and services in trouble, with the service and the reason, but not of every task', () => {
    const { template } = platform(({ stack }) => ({ alarmTopic: new sns.Topic(stack, 'Topic') }));
    const texts = told(template).map(({ Targets: [, { InputTransformer }] }) =>
      [InputTransformer.InputPathsMap, JSON.stringify(InputTransformer.InputTemplate)]);
    expect(texts).toHaveLength(2);
    for (const [paths, text] of texts) {
      expect(Object.values(paths)).toEqual(expect.arrayContaining(['$.detail.reason', '$.resources[0]']));
      expect(text).toMatch(/Deployment failed|Service in trouble/);
      expect(text).toMatch(/aws ecs describe-services/);
    }
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: 'events.amazonaws.com' }, Action: 'sns:Publish' })]) },
    });
  });

  test('are told of tasks that ended though nobody had asked for it, and how, without a second copy of the event', () => {
    const { template } = platform(({ stack }) => ({ alarmTopic: new sns.Topic(stack, 'Topic') }));
    const { Targets: [{ Arn, InputTransformer: { InputPathsMap, InputTemplate } }, ...others] } = trouble(template)!;
    expect(others).toEqual([]);
    expect(Arn).toEqual({ Ref: expect.stringMatching(/^Topic/) });
    expect(Object.values(InputPathsMap)).toEqual(expect.arrayContaining([
      '$.detail.group', '$.detail.stopCode', '$.detail.stoppedReason', '$.detail.containers[0].exitCode', '$.detail.taskArn',
    ]));
    expect(JSON.stringify(InputTemplate)).toMatch(/Task ended unasked: .*aws ecs describe-tasks/);
  });

  test.each<[string, object, boolean]>([
    ['a program that ended', { group: 'service:api', stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' }, true],
    ['an image that is not there', { group: 'service:api', stopCode: 'TaskFailedToStart', stoppedReason: 'CannotPullContainerError' }, true],
    ['a copy that was unwell', { group: 'service:api', stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Task failed ELB health checks in (target-group x)' }, true],
    ['a copy that was not needed any more', { group: 'service:api', stopCode: 'ServiceSchedulerInitiated', stoppedReason: 'Scaling activity initiated by deployment' }, false],
    ['a copy that somebody stopped', { group: 'service:api', stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user' }, false],
    ['a job', { group: 'family:report', stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' }, false],
  ])('are told of what is wrong only: %s', (_, detail, expected) => {
    const { template } = platform(({ stack }) => ({
      alarmTopic: new sns.Topic(stack, 'Topic'), cluster: ecs.Cluster.fromClusterArn(stack, 'Cluster', 'arn:aws:ecs:eu-west-1:111122223333:cluster/shop'), taskEvents: true,
    }));
    const { EventPattern } = trouble(template)!;
    const sent = { 'source': 'aws.ecs', 'detail-type': 'ECS Task State Change', 'detail': { lastStatus: 'STOPPED', clusterArn: EventPattern.detail.clusterArn[0], ...detail } };
    expect(matches(EventPattern, sent as never)).toBe(expected);
    // What is counted is what is told.
    const { FilterPattern } = resources(template, 'AWS::Logs::MetricFilter')[0];
    EventPattern.detail.$or[0].stopCode.forEach((code: string) => expect(FilterPattern).toContain(`$.detail.stopCode = "${code}"`));
    expect(FilterPattern).toContain(`$.detail.stoppedReason = "${EventPattern.detail.$or[1].stoppedReason[0].prefix}*"`);
    expect(FilterPattern).toContain('$.detail.group = "service:*"');
  });

  test('are told nothing where there is nowhere to tell it', () => {
    const { template } = platform();
    expect(told(template)).toEqual([]);
    expect(trouble(template)).toBeUndefined();
  });

  function trouble(template: Template): Record<string, any> | undefined {
    return Object.entries(template.findResources('AWS::Events::Rule')).find(([id]) => id.startsWith('PlatformTaskEventsTaskTrouble'))?.[1].Properties;
  }
});

test('the questions that are asked most are saved, and read this log group', () => {
  const { template } = platform();
  const queries = resources(template, 'AWS::Logs::QueryDefinition');
  expect(queries.map(({ Name }) => Name)).toEqual(expect.arrayContaining(['Shop/Platform/Why tasks stopped', 'Shop/Platform/Spot interruptions']));
  for (const { QueryString, LogGroupNames } of queries) {
    expect(LogGroupNames).toEqual([{ Ref: expect.stringMatching(/^PlatformTaskEventsLogGroup/) }]);
    // Each part is a command of the language, and names with a hyphen are quoted.
    expect(QueryString.split('\n| ').every((part: string) => /^(fields|filter|stats|sort|limit) /.test(part))).toBe(true);
    expect(QueryString.replace(/`detail-type`/g, '')).not.toContain('detail-type');
  }
});

describe.each(SETTINGS)('with %s', (_, setting) => {
  test.each([PlatformProfile.PRODUCTION, PlatformProfile.DEVELOPMENT])('the packs and the validator find nothing in it: %p', profile => {
    const { app, made } = platform(({ stack }) => ({ taskEvents: true, profile, alarmTopic: new sns.Topic(stack, 'Topic') }),
      { ...setting, flags: { ...setting.flags, ...VALIDATION_CONTEXT } });
    const { path } = made.taskEvents!.node;
    const ours = (found: { path: string }) => found.path.startsWith(`${path}/`);
    expect(diagnosticsIn(app).filter(line => line.includes(path))).toEqual([]);
    expect(findingsIn(app).filter(ours).map(tell)).toEqual([]);
    const accepted = acknowledgementsIn(app).filter(({ construct }) => ours(construct.node));
    const found = findingsWithoutAcknowledgements(app).filter(ours);
    expect(accepted.filter(one => !found.some(other => covers(one, other))).map(({ rule }) => rule)).toEqual([]);
  });
});
