/** The queue of a worker: what it is like, who may do what with it, and what comes into it. */
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { App, Duration, Fn, Stack } from 'aws-cdk-lib/core';
import { queues, worker } from './support';
import { EcsPlatform } from '../../../src/ecs';
import { PlatformProfile, TopicSubscription, WorkQueue } from '../../../src/vocabulary';
import { WorkerService } from '../../../src/workloads';
import { containerOf, existingVpc, ground, IRELAND, NGINX, only, refusals, resources, SETTINGS, statementsOf, templates } from '../support';

describe('a queue that is made', () => {
  test.each(SETTINGS)('is encrypted with the key of the platform, as is where messages are put aside, with %s', (_, setting) => {
    const { template } = worker({}, {}, setting);

    const { InvoicesQueue: queue, InvoicesDeadLetterQueue: dead } = queues(template);
    const key = { 'Fn::GetAtt': [expect.stringMatching(/^PlatformKey/), 'Arn'] };
    expect(queue).toMatchObject({ Properties: { KmsMasterKeyId: key, VisibilityTimeout: 120, MessageRetentionPeriod: 345600 }, DeletionPolicy: 'Retain' });
    expect(dead).toMatchObject({ Properties: { KmsMasterKeyId: key, MessageRetentionPeriod: 1209600 }, DeletionPolicy: 'Retain' });
    expect(queue.Properties.RedrivePolicy.maxReceiveCount).toBe(4);
  });

  test('has keys of SQS in development, and goes with the stack', () => {
    const { InvoicesQueue: queue, InvoicesDeadLetterQueue: dead } = queues(worker({}, { profile: PlatformProfile.DEVELOPMENT }).template);

    [queue, dead].forEach(each => expect(each).toMatchObject({ Properties: { SqsManagedSseEnabled: true }, DeletionPolicy: 'Delete' }));
    expect(queue.Properties).not.toHaveProperty('KmsMasterKeyId');
  });

  test('refuses whoever comes without TLS, on both', () => {
    const policies = resources(worker().template, 'AWS::SQS::QueuePolicy');

    expect(policies).toHaveLength(2);
    policies.forEach(({ PolicyDocument: { Statement } }) => expect(Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })));
  });

  test('hides messages six times as long as the work on one takes, but two minutes at least and twelve hours at most', () => {
    const hidden = (processingTime: Duration) => queues(worker({ processingTime }).template).InvoicesQueue.Properties.VisibilityTimeout;

    expect([Duration.seconds(5), Duration.minutes(4), Duration.hours(3)].map(hidden)).toEqual([120, 1440, 43200]);
  });

  test('has a dead-letter queue with an order, too, when it keeps one', () => {
    const { InvoicesQueue: queue, InvoicesDeadLetterQueue: dead } = queues(worker({ queue: WorkQueue.fifo() }).template);

    [queue, dead].forEach(({ Properties }) => expect(Properties).toMatchObject({
      FifoQueue: true, DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId',
    }));
  });
});

describe('the program', () => {
  test('finds the queue by a variable, and may take messages from it and nothing else', () => {
    const { template, worker: made } = worker();

    expect(containerOf(template, 'invoices').Environment).toContainEqual({ Name: 'QUEUE_URL', Value: { Ref: expect.stringMatching(/^InvoicesQueue/) } });
    expect(statementsOf(template, 'InvoicesTaskRole')).toEqual([
      {
        Effect: 'Allow',
        Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'].sort(),
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^InvoicesQueue/), 'Arn'] },
      },
      {
        Effect: 'Allow',
        Action: 'kms:Decrypt',
        Resource: { 'Fn::GetAtt': [expect.stringMatching(/^PlatformKey/), 'Arn'] },
        Condition: { StringEquals: { 'kms:ViaService': expect.anything() } },
      },
    ]);
    expect(made.describe()).toContain('QUEUE_URL');
  });

  test('may find it by another one, which must be free', () => {
    const { template } = worker({ queueUrlVariable: 'COPILOT_QUEUE_URI' });

    expect(containerOf(template, 'invoices').Environment.map(({ Name }: { Name: string }) => Name)).toEqual(['COPILOT_QUEUE_URI']);
    expect(refusals(() => worker({ environment: { QUEUE_URL: 'mine' } }))).toEqual(['VariableTaken environment.QUEUE_URL']);
  });

  test.each([
    ['two minutes', {}, 120],
    ['the visibility timeout when that is shorter', { queue: WorkQueue.standard({ visibilityTimeout: Duration.seconds(45) }) }, 45],
    ['what it is given', { stopTimeout: Duration.seconds(20) }, 20],
  ])('has as long to end as its messages are hidden: %s', (_, props, seconds) => {
    expect(containerOf(worker(props).template, 'invoices').StopTimeout).toBe(seconds);
  });

  test('has what every program has where nobody knows how long messages are hidden', () => {
    const { template } = worker(({ stack }) => ({ queue: WorkQueue.existing(sqs.Queue.fromQueueArn(stack, 'Theirs', 'arn:aws:sqs:eu-west-1:111122223333:theirs')) }));

    expect(containerOf(template, 'invoices').StopTimeout).toBe(30);
  });

  test('must not be stopped after its messages are handed to others', () => {
    expect(refusals(() => worker({ queue: WorkQueue.standard({ visibilityTimeout: Duration.seconds(30) }), stopTimeout: Duration.seconds(60) })))
      .toEqual(['VisibilityEndsFirst containers.invoices.stopTimeout']);
  });

  test('may ask not to be scaled away, if it may, and only about tasks of the cluster', () => {
    const protection = (made: ReturnType<typeof worker>) => statementsOf(made.template, 'InvoicesTaskRole').filter(({ Action }) => Action.includes('ecs:UpdateTaskProtection'));

    expect(protection(worker())).toEqual([]);
    expect(JSON.stringify(protection(worker({ taskProtection: true }))[0].Resource)).toMatch(/:task\/.*PlatformCluster.*\/\*/);
  });
});

describe('topics', () => {
  test('may send to the queue, each by its name, and SNS of their account may use the key', () => {
    const { template } = worker(({ stack }) => ({ subscriptions: ['Orders', 'Refunds'].map(id => TopicSubscription.of(new sns.Topic(stack, id))) }));

    expect(resources(template, 'AWS::SNS::Subscription')).toEqual(['Orders', 'Refunds'].map(id => ({
      Protocol: 'sqs',
      RawMessageDelivery: true,
      TopicArn: { Ref: expect.stringMatching(new RegExp(`^${id}`)) },
      Endpoint: { 'Fn::GetAtt': [expect.stringMatching(/^InvoicesQueue/), 'Arn'] },
    })));
    const senders = resources(template, 'AWS::SQS::QueuePolicy').flatMap(({ PolicyDocument }) => PolicyDocument.Statement).filter(({ Effect }) => Effect === 'Allow');
    expect(senders.map(({ Condition }) => Condition.ArnEquals['aws:SourceArn'])).toEqual([{ Ref: expect.stringMatching(/^Orders/) }, { Ref: expect.stringMatching(/^Refunds/) }]);
    const uses = only(template, 'AWS::KMS::Key').KeyPolicy.Statement.filter(({ Principal }: any) => Principal.Service === 'sns.amazonaws.com');
    expect(uses).toHaveLength(1);
    expect(uses[0].Action).toEqual(['kms:Decrypt', 'kms:GenerateDataKey']);
  });

  test('may be of other stacks and accounts, without stacks that need each other', () => {
    const app = new App();
    const [topics, base, workers] = ['Topics', 'Base', 'Workers'].map(name => new Stack(app, name, { env: IRELAND }));
    const platform = new EcsPlatform(base, 'Platform', { vpc: existingVpc(base) });
    const foreign = sns.Topic.fromTopicArn(topics, 'Foreign', 'arn:aws:sns:us-east-1:444455556666:orders');

    new WorkerService(workers, 'Invoices', { platform, image: NGINX, subscriptions: [TopicSubscription.of(new sns.Topic(topics, 'Own')), TopicSubscription.of(foreign)] });

    const all = templates({ ...ground(), app });
    expect(all.flatMap(each => resources(each, 'AWS::SNS::Subscription')).map(({ Region }) => Region)).toEqual([undefined, 'us-east-1']);
    expect(JSON.stringify(all.flatMap(each => resources(each, 'AWS::KMS::Key')))).toContain(':sns:*:444455556666:*');
  });

  test('without an order do not go into a queue that keeps one', () => {
    const subscribe = (fifo: boolean, queue: WorkQueue) => () => worker(({ stack }) => ({ queue, subscriptions: [TopicSubscription.of(new sns.Topic(stack, 'Orders', { fifo: fifo || undefined }))] }));

    expect(refusals(subscribe(false, WorkQueue.fifo()))).toEqual(['TopicWithoutOrder subscriptions[0]']);
    expect(subscribe(true, WorkQueue.fifo())).not.toThrow();
    expect(subscribe(true, WorkQueue.standard())).not.toThrow();
  });

  test('put aside what they cannot deliver in a queue of their own kind, whose key SNS may use', () => {
    const subscribe = (fifo: true | undefined, lost: (scope: Stack) => sqs.IQueue) => worker(({ stack }) => ({
      subscriptions: [TopicSubscription.of(new sns.Topic(stack, 'Orders', { fifo }), { deadLetterQueue: lost(stack) })],
    }));
    const made = (props: sqs.QueueProps) => (scope: Stack) => new sqs.Queue(scope, 'Lost', props);

    expect(refusals(() => subscribe(undefined, made({ fifo: true })))).toEqual(['DeadLettersDoNotFit subscriptions[0].deadLetterQueue']);
    expect(refusals(() => subscribe(true, made({})))).toEqual(['DeadLettersDoNotFit subscriptions[0].deadLetterQueue']);
    expect(() => subscribe(true, scope => sqs.Queue.fromQueueArn(scope, 'Lost', Fn.importValue('Lost')))).not.toThrow();
    const { template } = subscribe(undefined, scope => new sqs.Queue(scope, 'Lost', { encryptionMasterKey: new kms.Key(scope, 'OtherKey') }));
    const [[, key]] = Object.entries(template.findResources('AWS::KMS::Key')).filter(([id]) => id.startsWith('OtherKey'));
    expect(JSON.stringify(key.Properties.KeyPolicy)).toContain('sns.amazonaws.com');
  });

  test('deliver what passes a filter, by the body if it is told so', () => {
    const { template } = worker(({ stack }) => ({
      subscriptions: [TopicSubscription.of(new sns.Topic(stack, 'Orders'), {
        filterPolicyWithMessageBody: { state: sns.FilterOrPolicy.filter(sns.SubscriptionFilter.stringFilter({ allowlist: ['paid'] })) }, rawMessageDelivery: false,
      })],
    }));

    expect(only(template, 'AWS::SNS::Subscription')).toMatchObject({ FilterPolicy: { state: ['paid'] }, FilterPolicyScope: 'MessageBody' });
    expect(only(template, 'AWS::SNS::Subscription')).not.toHaveProperty('RawMessageDelivery');
  });

  test('are warned of where the policy of the queue is not ours', () => {
    const { app } = worker(({ stack }) => ({
      queue: WorkQueue.existing(sqs.Queue.fromQueueArn(stack, 'Theirs', 'arn:aws:sqs:eu-west-1:111122223333:theirs')),
      subscriptions: [TopicSubscription.of(new sns.Topic(stack, 'Orders'))],
    }));

    expect(app.synth().getStackByName('Shop').messages.map(({ entry }) => entry.data)).toContainEqual(expect.stringContaining('sns.amazonaws.com'));
  });
});

test('topics are warned of where the key of the queue is not ours', () => {
  const { app } = worker(({ stack }) => ({
    queue: WorkQueue.existing(sqs.Queue.fromQueueAttributes(stack, 'Theirs', {
      queueArn: 'arn:aws:sqs:eu-west-1:111122223333:theirs', keyArn: 'arn:aws:kms:eu-west-1:111122223333:key/1',
    })),
    subscriptions: [TopicSubscription.of(new sns.Topic(stack, 'Orders'))],
  }));

  expect(app.synth().getStackByName('Shop').messages.map(({ entry }) => entry.data)).toContainEqual(expect.stringContaining('The key of Shop/Theirs'));
});

describe('a worker', () => {
  test('shows its queues, and has none if it wants none', () => {
    const { worker: made } = worker();
    expect([made.queue, made.deadLetterQueue].every(queue => queue instanceof sqs.Queue)).toBe(true);

    const { worker: without, template } = worker({ queue: WorkQueue.none() });
    expect(without.deadLetterQueue).toBeUndefined();
    expect(refusals(() => without.queue)).toEqual(['WorkerHasNoQueue queue']);
    template.resourceCountIs('AWS::SQS::Queue', 0);
  });

  test('alarms when messages get old or are put aside, without taking a new version back for it', () => {
    const { template, worker: made } = worker({ processingTime: Duration.seconds(5), scaling: { max: 4, acceptableLatency: Duration.minutes(2) } });

    const alarms = resources(template, 'AWS::CloudWatch::Alarm').filter(({ Namespace }) => Namespace === 'AWS/SQS');
    expect(alarms.map(({ MetricName, Threshold }) => [MetricName, Threshold])).toEqual([['ApproximateAgeOfOldestMessage', 720], ['ApproximateNumberOfMessagesVisible', 1]]);
    expect(JSON.stringify(only(template, 'AWS::ECS::Service').DeploymentConfiguration)).not.toMatch(/MessageAge|DeadLetter/);
    expect(made.placement).toBeDefined();
    // They stand above its graphs.
    const shown = JSON.stringify(resources(template, 'AWS::CloudWatch::Dashboard').map(({ DashboardBody }) => DashboardBody));
    expect(shown).toMatch(/InvoicesMessageAgeAlarm/);
    expect(shown).toContain('InvoicesDeadLetterAlarm');
  });

  test('has nobody connect to it', () => {
    const on = ground();
    const platform = on.platform();
    const made = new WorkerService(on.stack, 'Invoices', { platform, image: NGINX });
    const other = new WorkerService(on.stack, 'Other', { platform, image: NGINX });

    expect(refusals(() => other.connectTo(made))).toEqual(['NoPortToConnectTo connectTo']);
  });
});
