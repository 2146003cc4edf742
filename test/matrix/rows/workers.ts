import { Match } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { Handle, QueueDraft, QueueHandle, ScalingPolicyDraft, WorkloadDraft } from '../../../src/model';
import { NONE, Place, refuses, renders, Row } from '../matrix';

function working(queue: QueueDraft, given: Partial<WorkloadDraft> = {}): Partial<WorkloadDraft> {
  return { queue, ...given };
}

function scaled(policy: ScalingPolicyDraft, min = 1): Partial<WorkloadDraft> {
  return working({ source: { kind: 'made' } }, { scaling: { kind: 'range', min, max: 9, policies: [policy] } });
}

function handle(value: unknown): Handle {
  return new Handle('theirs', value);
}

function topic({ stack }: Place): Handle {
  return handle(new sns.Topic(stack, 'Orders'));
}

const METRIC = handle(new cloudwatch.Metric({ namespace: 'Kafka', metricName: 'Lag', statistic: 'Maximum' }));

const QUEUE = Match.objectLike({ RedrivePolicy: Match.objectLike({ maxReceiveCount: 7 }), VisibilityTimeout: 90, MessageRetentionPeriod: 86400 });

const READS = {
  PolicyDocument: Match.objectLike({ Statement: Match.arrayWith([Match.objectLike({ Action: Match.arrayWith(['sqs:DeleteMessage', 'sqs:ReceiveMessage']) })]) }),
};

/** Queues, topics, and as many copies as there is work for. */
export const WORKERS: readonly Row[] = [
  {
    feature: 'a queue of its own',
    covers: [
      'workload.queue', 'queue.made', 'queue.visibilityTimeout', 'queue.retention', 'queue.maxReceives', 'queue.deadLetterRetention', 'queue.variable',
    ],
    given: working({
      source: {
        kind: 'made', visibilityTimeout: Duration.seconds(90), retention: Duration.days(1), maxReceives: 7, deadLetterRetention: Duration.days(3),
      },
      variable: 'WORK',
    }),
    ecs: renders({ 'AWS::SQS::Queue': [QUEUE, { MessageRetentionPeriod: 259200 }], 'AWS::IAM::Policy': READS }),
    eks: renders({ 'AWS::SQS::Queue': [QUEUE, { MessageRetentionPeriod: 259200 }], 'AWS::IAM::Policy': READS, 'Deployment': {} }),
  },
  {
    feature: 'a queue that keeps messages in order',
    covers: ['queue.fifo', 'queue.contentBasedDeduplication'],
    given: working({ source: { kind: 'made', fifo: true, contentBasedDeduplication: true } }),
    ecs: renders({ 'AWS::SQS::Queue': { FifoQueue: true, ContentBasedDeduplication: true } }),
    eks: renders({ 'AWS::SQS::Queue': { FifoQueue: true, ContentBasedDeduplication: true } }),
  },
  {
    feature: 'a queue that exists',
    covers: ['queue.existing', 'queue.queue', 'queue.deadLetters'],
    given: ({ stack }) => working({
      source: {
        kind: 'existing',
        fifo: false,
        queue: handle(sqs.Queue.fromQueueArn(stack, 'Theirs', 'arn:aws:sqs:eu-west-1:111122223333:theirs')),
        deadLetters: new QueueHandle('dead letters', sqs.Queue.fromQueueArn(stack, 'Dead', 'arn:aws:sqs:eu-west-1:111122223333:dead'), false),
      },
    }),
    ecs: renders({ 'AWS::SQS::Queue': NONE, 'AWS::IAM::Policy': READS }),
    eks: renders({ 'AWS::SQS::Queue': NONE, 'AWS::IAM::Policy': READS }),
  },
  {
    feature: 'an alarm on messages that are too old',
    covers: ['queue.maxMessageAge'],
    given: working({ source: { kind: 'made' }, maxMessageAge: Duration.minutes(7) }, { alarms: { kind: 'standard' } }),
    ecs: renders({ 'AWS::CloudWatch::Alarm': { MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 420 } }),
    eks: renders({ 'AWS::CloudWatch::Alarm': { MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 420 } }),
  },
  {
    feature: 'messages of topics',
    covers: ['queue.subscriptions', 'subscription.topic', 'subscription.filter', 'subscription.filterOn', 'subscription.raw', 'subscription.fifo'],
    given: on => working({
      source: { kind: 'made' },
      subscriptions: [{
        topic: topic(on), fifo: false, filter: handle({ kind: sns.SubscriptionFilter.stringFilter({ allowlist: ['paid'] }) }), filterOn: 'attributes', raw: true,
      }],
    }),
    ecs: renders({ 'AWS::SNS::Subscription': { Protocol: 'sqs', RawMessageDelivery: true, FilterPolicy: { kind: ['paid'] } } }),
    eks: renders({ 'AWS::SNS::Subscription': { Protocol: 'sqs', RawMessageDelivery: true, FilterPolicy: { kind: ['paid'] } } }),
  },
  {
    feature: 'messages that cannot be delivered',
    covers: ['subscription.deadLetters'],
    given: on => working({
      source: { kind: 'made' },
      subscriptions: [{ topic: topic(on), fifo: false, filterOn: 'attributes', raw: true, deadLetters: new QueueHandle('lost', new sqs.Queue(on.stack, 'Lost'), false) }],
    }),
    ecs: renders({ 'AWS::SNS::Subscription': { RedrivePolicy: { deadLetterTargetArn: Match.anyValue() } } }),
    eks: renders({ 'AWS::SNS::Subscription': { RedrivePolicy: { deadLetterTargetArn: Match.anyValue() } } }),
  },
  {
    feature: 'copies by the messages of the queue',
    covers: ['policy.backlog', 'policy.perCopy', 'policy.concurrency'],
    given: scaled({ kind: 'backlog', perCopy: 24, concurrency: 2 }),
    ecs: renders({
      'AWS::ApplicationAutoScaling::ScalingPolicy': {
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingScalingPolicyConfiguration: Match.objectLike({
          TargetValue: 24,
          CustomizedMetricSpecification: { Metrics: Match.arrayWith([Match.objectLike({ Expression: 'MAX([waiting + inHand, 12 * inHand])' })]) },
        }),
      },
    }),
    eks: refuses('EksScalingOnWork'),
  },
  {
    feature: 'copies by the messages of the queue, counted by KEDA',
    covers: ['policy.backlog', 'policy.idleTime', 'workload.platformOptions'],
    given: { ...scaled({ kind: 'backlog', perCopy: 24, idleTime: Duration.minutes(6) }, 0), platformOptions: { eks: new Handle('eks options', { keda: true }) } },
    ecs: refuses('OptionsOfOtherPlatform'),
    eks: renders({
      ScaledObject: {
        spec: {
          scaleTargetRef: { name: 'shop' },
          minReplicaCount: 0,
          maxReplicaCount: 9,
          cooldownPeriod: 360,
          triggers: [Match.objectLike({ type: 'aws-sqs-queue', metadata: Match.objectLike({ queueLength: '24', awsRegion: 'eu-west-1' }) })],
        },
      },
      TriggerAuthentication: { spec: { podIdentity: { provider: 'aws' } } },
      HorizontalPodAutoscaler: NONE,
      Deployment: { spec: Match.objectLike({ replicas: Match.absent() }) },
    }),
  },
  {
    feature: 'no copy when there is nothing to do',
    covers: ['policy.idleTime', 'scaling.min'],
    given: scaled({ kind: 'backlog', idleTime: Duration.minutes(6) }, 0),
    ecs: renders({ 'AWS::CloudWatch::Alarm': [{ EvaluationPeriods: 6, Threshold: 0 }, { EvaluationPeriods: 1, Threshold: 1 }] }),
    eks: refuses('EksScalingOnWork', 'EksScalingFromZero'),
  },
  {
    feature: 'copies by a metric of theirs',
    covers: ['policy.metric', 'policy.perCopy'],
    given: scaled({ kind: 'metric', metric: METRIC, perCopy: 500 }),
    ecs: renders({
      'AWS::ApplicationAutoScaling::ScalingPolicy': {
        TargetTrackingScalingPolicyConfiguration: Match.objectLike({
          TargetValue: 500,
          CustomizedMetricSpecification: {
            Metrics: Match.arrayWith([Match.objectLike({ MetricStat: Match.objectLike({ Metric: Match.objectLike({ MetricName: 'Lag', Namespace: 'Kafka' }) }) })]),
          },
        }),
      },
    }),
    eks: refuses('EksScalingOnWork'),
  },
  {
    feature: 'copies that ask not to be scaled away',
    covers: ['workload.taskProtection'],
    given: working({ source: { kind: 'made' } }, { taskProtection: true }),
    ecs: renders({
      'AWS::IAM::Policy': {
        PolicyDocument: Match.objectLike({ Statement: Match.arrayWith([Match.objectLike({ Action: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'] })]) }),
      },
    }),
    eks: refuses('EksTaskProtection'),
  },
];
