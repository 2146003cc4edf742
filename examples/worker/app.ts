/**
 * Workers between queues: orders are published once, invoices are written for those that are paid, and the stock is counted in the
 * order in which things leave it. When nobody orders anything, nothing runs.
 */
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { App, Duration, Stack } from 'aws-cdk-lib/core';
import { EcsPlatform, Image, TopicSubscription, WorkerService, WorkQueue } from 'cdk-container-platform';

const app = new App();
const stack = new Stack(app, 'Mailroom');
const version: string = app.node.tryGetContext('version') ?? '1';
const image = (name: string) => Image.fromRegistry(`ghcr.io/mailroom/${name}:${version}.2.0`);

const platform = new EcsPlatform(stack, 'Platform');

const orders = new sns.Topic(stack, 'Orders', { enforceSSL: true, masterKey: platform.encryptionKey });
const movements = new sns.Topic(stack, 'Movements', {
  fifo: true, contentBasedDeduplication: true, enforceSSL: true, masterKey: platform.encryptionKey,
});

// Up to twenty copies, so that an invoice is written two minutes after its order, and none at night.
const invoices = new WorkerService(stack, 'Invoices', {
  platform,
  image: image('invoices'),
  subscriptions: [TopicSubscription.of(orders, { filterPolicy: { state: sns.SubscriptionFilter.stringFilter({ allowlist: ['paid'] }) } })],
  processingTime: Duration.seconds(12),
  concurrency: 4,
  scaling: { min: 0, max: 20, acceptableLatency: Duration.minutes(2) },
  taskProtection: true, // an invoice is written by whoever has begun with it
});

// One after the other for each article, and at least one copy that is there.
new WorkerService(stack, 'Stock', {
  platform,
  image: image('stock'),
  queue: WorkQueue.fifo({ visibilityTimeout: Duration.minutes(5), maxReceives: 3 }),
  subscriptions: [TopicSubscription.of(movements)],
  scaling: { min: 1, max: 6, targetBacklogPerTask: 50 },
});

// From a stream: its own queue would be in the way, and how far behind it is somebody else measures.
new WorkerService(stack, 'Clicks', {
  platform,
  image: image('clicks'),
  queue: WorkQueue.none(),
  scaling: {
    min: 0,
    max: 8,
    metric: {
      metric: new cloudwatch.Metric({
        namespace: 'AWS/Kafka',
        metricName: 'SumOffsetLag',
        statistic: 'Maximum',
        period: Duration.minutes(1),
        dimensionsMap: { 'Cluster Name': 'clicks', 'Consumer Group': 'clicks', 'Topic': 'clicks' },
      }),
      targetPerTask: 10_000,
    },
  },
});

// The queue is an ordinary one: whatever else there is to tell about it, tell it.
const busy = new cloudwatch.Alarm(stack, 'ManyInvoices', {
  alarmDescription: 'More invoices wait than all copies together can write in an hour',
  metric: invoices.queue.metricApproximateNumberOfMessagesVisible(),
  threshold: 24_000,
  evaluationPeriods: 3,
});
busy.addAlarmAction(new SnsAction(new sns.Topic(stack, 'OnCall', { enforceSSL: true, masterKey: platform.encryptionKey })));
