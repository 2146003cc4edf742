import { message } from '../message';

const SQS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';

/** What is refused about workers, their queues, and how they scale. */
export const queueMessages = {
  VisibilityEndsFirst: message<{ visibility: number; stop: number }>({
    what: ({ visibility, stop }) =>
      `a copy has ${stop} seconds to end, but after ${visibility} seconds its messages are handed to another copy, and both work on them`,
    remedy: ({ visibility, stop }) => `use Duration.seconds(${visibility}) at most, or a visibilityTimeout of Duration.seconds(${stop})`,
    see: `${SQS}/sqs-visibility-timeout.html`,
  }),
  DeadLettersEndFirst: message<{ given: string; retention: string; nearest: string }>({
    what: ({ given, retention }) =>
      `dead letters are kept for ${given} from when they were sent, and messages for ${retention}: some would be gone before anybody looks`,
    remedy: ({ nearest }) => `use ${nearest} or more, at most Duration.days(14)`,
    see: `${SQS}/setting-up-dead-letter-queue-retention.html`,
  }),
  DeadLettersDoNotFit: message<{ queue: string; fifo: boolean; source: 'queue' | 'topic' | 'schedule' }>({
    what: ({ queue, fifo, source }) => source === 'schedule'
      ? `${queue} is a FIFO queue, and EventBridge Scheduler puts what it could not start into standard queues only`
      : `${queue} is a ${fifo ? 'FIFO' : 'standard'} queue, and a ${fifo ? 'standard' : 'FIFO'} ${source} puts messages aside into ${fifo ? 'standard' : 'FIFO'} queues only`,
    remedy: ({ fifo }) => fifo ? 'use a standard queue' : 'use a FIFO queue (`fifo: true`)',
    see: `${SQS}/sqs-dead-letter-queues.html`,
  }),
  TopicWithoutOrder: message<{ topic: string }>({
    what: ({ topic }) => `the queue keeps messages in order, and ${topic} does not, so SNS refuses to deliver`,
    remedy: () => 'use WorkQueue.standard(), or a FIFO topic',
    see: 'https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html',
  }),
  TopicTwice: message<{ topic: string }>({
    what: ({ topic }) => `the queue subscribes to ${topic} twice, and a queue and a topic have one subscription`,
    remedy: () => 'join both filters in one subscription',
    see: 'https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html',
  }),
  FilterToldTwice: message<object>({
    what: () => 'a subscription filters by attributes or by the body of messages, and both are given',
    remedy: () => 'keep one of filterPolicy and filterPolicyWithMessageBody',
    see: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html',
  }),
  WorkerHasNoQueue: message<{ workload: string }>({
    what: ({ workload }) => `${workload} was made without a queue`,
    remedy: () => 'leave out WorkQueue.none()',
  }),
  SubscriptionsWithoutQueue: message<object>({
    what: () => 'topics are subscribed to, but there is no queue for their messages',
    remedy: () => 'leave out WorkQueue.none(), or the subscriptions',
  }),
  BacklogWithoutQueue: message<object>({
    what: () => 'the count follows the messages of a queue, but the workload has none',
    remedy: () => 'scale by a metric of your own (option `scaling.metric`), or give the workload a queue',
  }),
  WorkMeasuredTwice: message<object>({
    what: () => 'the count follows both a queue and a metric of yours, and one of them would stop copies that the other still needs',
    remedy: () => 'keep one of the two',
  }),
  BacklogToldTwice: message<object>({
    what: () => 'targetBacklogPerTask is given, and acceptableLatency says the same in other words',
    remedy: () => 'keep one of the two; acceptableLatency goes on meaning the same when messages take longer',
  }),
  LatencyWithoutProcessingTime: message<object>({
    what: () => 'nobody can tell how many messages a copy works off within acceptableLatency without knowing how long one takes',
    remedy: () => 'set processingTime to the average time that one message takes, or use targetBacklogPerTask',
    see: 'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html',
  }),
  LatencyTooShort: message<{ latency: number; processing: number }>({
    what: ({ latency, processing }) => `a message should be done after ${latency} seconds, but the work on it alone takes ${processing}`,
    remedy: ({ processing }) => `use Duration.seconds(${processing}) or more; it counts from when a message is sent`,
  }),
  TasksCountedThrice: message<object>({
    what: () => 'without Container Insights tasks are counted by what they report of their processor, and every 20 seconds that is three times as often',
    remedy: () => 'leave ecs.highResolutionMetrics out, or turn Container Insights on (option `containerInsights` of the platform)',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/target-tracking-faster-auto-scaling.html',
  }),
  EksScalingOnWork: message<{ kind: 'backlog' | 'metric' }>({
    what: ({ kind }) => `Kubernetes cannot see ${kind === 'backlog' ? 'the messages of a queue' : 'a metric of CloudWatch'}, so it cannot tell how many copies they need`,
    remedy: ({ kind }) => kind === 'backlog'
      ? 'use `desiredCount`, or `scaling: { min: 1, max: ..., targetCpuPercent: 60 }`, or install KEDA and say `eks: { keda: true }`'
      : 'use `desiredCount`, or scale on the processor, or make a ScaledObject for KEDA yourself',
    see: 'https://keda.sh/docs/latest/scalers/aws-sqs/',
  }),
  EksTaskProtection: message<object>({
    what: () => 'Kubernetes has no task protection: no pod can ask to be the last that is scaled away',
    remedy: () => 'leave taskProtection out, and let the program end what it works on when it gets SIGTERM (option `stopTimeout` says how long it has)',
    see: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
  }),
};
