import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { ImageRepository } from '../../src/registry';
import { expectSilence, IRELAND, resourcesOf, stackIn } from '../network/harness';

/** The alarm that is made of a repository. */
function alarm(make: (images: ImageRepository, stack: Stack) => unknown): Record<string, any> {
  const stack = stackIn({ env: IRELAND });
  make(new ImageRepository(stack, 'Images', { repositoryName: 'team/api' }), stack);
  const [made] = resourcesOf(Template.fromStack(stack), 'AWS::CloudWatch::Alarm');
  expectSilence(stack);
  return made;
}

test('pulls are counted by the name of the repository', () => {
  const images = new ImageRepository(stackIn({ env: IRELAND }), 'Images');
  expect(images.metricPulls()).toMatchObject({ namespace: 'AWS/ECR', metricName: 'RepositoryPullCount', dimensions: { RepositoryName: images.repository.repositoryName } });
});

test('images are counted as the quota does', () => {
  expect(alarm(images => images.alarmOnImages('Full', { moreThan: 90_000 }))).toMatchObject({
    Namespace: 'AWS/Usage',
    MetricName: 'ResourceCount',
    Statistic: 'Maximum',
    Threshold: 90_000,
    ComparisonOperator: 'GreaterThanThreshold',
    Dimensions: expect.arrayContaining([
      { Name: 'Resource', Value: 'ImagesPerRepositoryCount' },
      { Name: 'ResourceId', Value: { 'Fn::Join': ['', ['repository/', { Ref: expect.stringContaining('Images') }]] } },
    ]),
  });
});

test('too many pulls are counted within an hour, or within what is said', () => {
  const busy = { MetricName: 'RepositoryPullCount', Statistic: 'Sum', Threshold: 1000, EvaluationPeriods: 1, TreatMissingData: 'notBreaching' };
  expect(alarm(images => images.alarmOnPulls('Busy', { moreThan: 1000 }))).toMatchObject({ ...busy, Period: 3600 });
  expect(alarm(images => images.alarmOnPulls('Busy', { moreThan: 1000, within: Duration.minutes(5) }))).toMatchObject({ ...busy, Period: 300 });
});

test('days without a pull are days without data, and no alarm looks back further than it may', () => {
  for (const [made, days] of [[alarm(images => images.alarmOnNoPulls('Idle')), 7], [alarm(images => images.alarmOnNoPulls('Idle', { after: Duration.days(2) })), 2]] as const) {
    expect(made).toMatchObject({ EvaluationPeriods: days, Threshold: 1, ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' });
    const [expression, metric] = made.Metrics;
    expect(expression.Expression).toBe('FILL(pulls, 0)');
    expect(metric.MetricStat).toMatchObject({ Period: 86_400, Stat: 'Sum' });
    expect(metric.MetricStat.Period * made.EvaluationPeriods).toBeLessThanOrEqual(604_800);
  }
});

test('whoever wants to know is told', () => {
  const topic = (stack: Stack) => sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:123456789012:topic');
  expect(alarm((images, stack) => images.alarmOnNoPulls('Idle', { topic: topic(stack) })).AlarmActions).toEqual(['arn:aws:sns:eu-west-1:123456789012:topic']);
  expect(alarm(images => images.alarmOnNoPulls('Idle')).AlarmActions).toBeUndefined();
});

test('alarms are let into the topic and its key', () => {
  const stack = stackIn({ env: IRELAND });
  const topic = new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'TopicKey') });
  new ImageRepository(stack, 'Images').alarmOnNoPulls('Idle', { topic });
  const template = Template.fromStack(stack);
  const said = (type: string, policy: string) => resourcesOf(template, type).flatMap(properties => properties[policy].Statement)
    .filter(({ Principal }) => Principal.Service === 'cloudwatch.amazonaws.com');
  expect(said('AWS::SNS::TopicPolicy', 'PolicyDocument')).toMatchObject([{ Action: 'sns:Publish', Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } }]);
  expect(said('AWS::KMS::Key', 'KeyPolicy')).toMatchObject([{ Action: ['kms:Decrypt', 'kms:GenerateDataKey*'] }]);
  expectSilence(stack);
});

test('alarms of another account are let into the topic as those of their own account', () => {
  const app = new App();
  const ours = new Stack(app, 'Ours', { env: IRELAND });
  const theirs = new Stack(app, 'Theirs', { env: { account: '444455556666', region: 'eu-west-1' } });
  const topic = new sns.Topic(theirs, 'Topic', { topicName: 'told' });
  new ImageRepository(ours, 'Images').alarmOnImages('Full', { moreThan: 9, topic });

  const [{ PolicyDocument }] = resourcesOf(Template.fromStack(theirs), 'AWS::SNS::TopicPolicy');
  expect(PolicyDocument.Statement).toMatchObject([{ Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } } }]);
});
