import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import { wrongOnEks } from './eks';
import { main, workload, wrong, WrongInput } from './wrong-input';
import { Code } from '../../src/findings';
import { Handle, MadeQueue, QueueDraft, QueueHandle, ScalingPolicyDraft, SubscriptionSpec, WorkloadDraft } from '../../src/model';
import { PlatformProfile, TopicSubscription, WorkQueue } from '../../src/vocabulary';
import { WorkerService, WorkerServiceProps } from '../../src/workloads';
import { Ground, ground, NGINX, refused } from '../ecs/support';

function working(source: Partial<MadeQueue> = {}, queue: Partial<QueueDraft> = {}, given: Partial<WorkloadDraft> = {}): WorkloadDraft {
  return workload({ queue: { ...queue, source: { ...source, kind: 'made' } }, ...given });
}

function scaled(...policies: ScalingPolicyDraft[]): Partial<WorkloadDraft> {
  return { scaling: { kind: 'range', min: 1, max: 9, policies } };
}

function subscribed(source: Partial<MadeQueue>, ...subscriptions: Partial<SubscriptionSpec>[]): WorkloadDraft {
  return working(source, { subscriptions: subscriptions.map(each => ({ topic: TOPIC, fifo: false, filterOn: 'attributes', raw: true, ...each })) });
}

function wrongWorker(
  code: Code, path: string, remedy: string, props: Partial<WorkerServiceProps> | ((on: Ground) => Partial<WorkerServiceProps>),
): WrongInput {
  const findings = () => refused(() => {
    const on = ground();
    return new WorkerService(on.stack, 'Invoices', { platform: on.platform(), image: NGINX, ...typeof props === 'function' ? props(on) : props });
  });
  return { code, path, remedy, findings };
}

const TOPIC = new Handle('Shop/Orders', {});
const LAG: ScalingPolicyDraft = { kind: 'metric', metric: new Handle('lag', new cloudwatch.Metric({ namespace: 'Kafka', metricName: 'Lag' })), perCopy: 100 };

/** Mistakes in workers, their queues, and how they scale. */
export const QUEUE_MISTAKES: readonly WrongInput[] = [
  wrong('OutOfRange', 'queue.visibilityTimeout', '43200', working({ visibilityTimeout: Duration.days(1) })),
  wrong('OutOfRange', 'queue.maxReceives', '1000', working({ maxReceives: 5000 })),
  wrong('OutOfRange', 'queue.retention', '60', working({ retention: Duration.seconds(10) })),
  wrong('OutOfRange', 'scaling.idleTime', '2', working({}, {}, scaled({ kind: 'backlog', idleTime: Duration.minutes(1) }))),
  wrong('VisibilityEndsFirst', 'containers.web.stopTimeout', 'Duration.seconds(30) at most', working({ visibilityTimeout: Duration.seconds(30) }, {}, {
    containers: [main({ stopTimeout: Duration.seconds(60) })],
  })),
  wrong('DeadLettersEndFirst', 'queue.deadLetterRetention', 'Duration.seconds(345600)', working({ deadLetterRetention: Duration.days(2) })),
  wrong('TopicWithoutOrder', 'subscriptions[0]', 'WorkQueue.standard()', subscribed({ fifo: true }, {})),
  wrong('DeadLettersDoNotFit', 'subscriptions[0].deadLetterQueue', 'use a FIFO queue', subscribed({}, { fifo: true, deadLetters: new QueueHandle('Shop/Lost', {}, false) })),
  wrong('DeadLettersDoNotFit', 'queue.deadLetterQueue', 'use a standard queue', workload({
    queue: { source: { kind: 'existing', queue: new Handle('Shop/Theirs', {}), fifo: false, deadLetters: new QueueHandle('Shop/Dead', {}, true) } },
  })),
  wrong('TopicTwice', 'subscriptions[1]', 'join both filters', subscribed({}, {}, {})),
  wrong('BacklogWithoutQueue', 'scaling.policies.backlog', 'scaling.metric', workload(scaled({ kind: 'backlog' }))),
  wrong('WorkMeasuredTwice', 'scaling', 'keep one of the two', working({}, {}, scaled({ kind: 'backlog' }, LAG))),
  wrongWorker('FilterToldTwice', 'subscriptions[0].filterPolicy', 'keep one of', ({ stack }) => ({
    subscriptions: [TopicSubscription.of(new sns.Topic(stack, 'Orders'), {
      filterPolicy: { kind: sns.SubscriptionFilter.existsFilter() },
      filterPolicyWithMessageBody: { kind: sns.FilterOrPolicy.filter(sns.SubscriptionFilter.existsFilter()) },
    })],
  })),
  wrongWorker('SubscriptionsWithoutQueue', 'subscriptions', 'leave out WorkQueue.none()', ({ stack }) => ({
    queue: WorkQueue.none(), subscriptions: [TopicSubscription.of(new sns.Topic(stack, 'Orders'))],
  })),
  {
    code: 'WorkerHasNoQueue',
    path: 'queue',
    remedy: 'leave out WorkQueue.none()',
    findings: () => refused(() => {
      const on = ground();
      return new WorkerService(on.stack, 'Invoices', { platform: on.platform(), image: NGINX, queue: WorkQueue.none() }).queue;
    }),
  },
  wrongWorker('BacklogToldTwice', 'scaling.targetBacklogPerTask', 'keep one of the two', {
    processingTime: Duration.seconds(5), scaling: { max: 9, acceptableLatency: Duration.minutes(1), targetBacklogPerTask: 12 },
  }),
  wrongWorker('LatencyWithoutProcessingTime', 'scaling.acceptableLatency', 'set processingTime', { scaling: { max: 9, acceptableLatency: Duration.minutes(1) } }),
  wrongWorker('LatencyTooShort', 'scaling.acceptableLatency', 'Duration.seconds(90) or more', {
    processingTime: Duration.seconds(90), scaling: { max: 9, acceptableLatency: Duration.minutes(1) },
  }),
  {
    code: 'TasksCountedThrice',
    path: 'ecs.highResolutionMetrics',
    remedy: 'turn Container Insights on',
    findings: () => refused(() => {
      const on = ground();
      const platform = on.platform({ profile: PlatformProfile.DEVELOPMENT });
      new WorkerService(on.stack, 'Invoices', { platform, image: NGINX, scaling: { min: 0, max: 9 }, ecs: { highResolutionMetrics: true } });
    }),
  },
  wrongOnEks('EksScalingOnWork', 'scaling', 'targetCpuPercent', working({}, {}, scaled({ kind: 'backlog' }))),
  wrongOnEks('EksTaskProtection', 'taskProtection', 'leave taskProtection out', working({}, {}, { taskProtection: true })),
];
