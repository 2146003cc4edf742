import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Annotations, Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { workloadNameOf } from './workload-name';
import { finding, Finding, refuse } from '../findings';
import { WorkloadDraft } from '../model';
import { ContainerPlatform, Workload } from '../platform';
import {
  checkWorkerScaling, CountedWorkloadOptions, Probe, TopicSubscription, WorkerScalingOptions, workerScalingDraft, workloadDraft, WorkQueue,
} from '../vocabulary';

/**
 * A service that works off messages.
 */
export interface WorkerServiceProps extends CountedWorkloadOptions {
  /** The platform it runs on. */
  readonly platform: ContainerPlatform;

  /**
   * Where its messages come from.
   * @default WorkQueue.standard()
   */
  readonly queue?: WorkQueue;

  /**
   * Topics whose messages come into the queue.
   * @default - none
   */
  readonly subscriptions?: TopicSubscription[];

  /**
   * The environment variable of the main container that holds the URL of the queue. Programs that come from AWS Copilot look for
   * `COPILOT_QUEUE_URI`.
   * @default 'QUEUE_URL'
   */
  readonly queueUrlVariable?: string;

  /**
   * How long a copy works on one message, on average. Scaling by `acceptableLatency` needs it, and the visibility timeout of the queue
   * follows from it.
   * @default - unknown
   */
  readonly processingTime?: Duration;

  /**
   * The messages that a copy works on at once, at least 1. Let it take no more from the queue at a time: what it has taken and does not
   * work on, nobody else can work on either.
   * @default 1
   */
  readonly concurrency?: number;

  /**
   * How the number of copies follows the work. The number is then left out of the template, so that a deployment does not undo what
   * scaling did. Excludes `desiredCount`.
   * @default - the number does not change by itself
   */
  readonly scaling?: WorkerScalingOptions;

  /**
   * Let copies ask ECS not to be scaled away or replaced while they work on something. The program has to ask, by
   * `$ECS_AGENT_URI/task-protection/v1/state`. Refused on EKS, which has nothing like it.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html
   * @default false
   */
  readonly taskProtection?: boolean;

  /**
   * Alarm when the oldest message has been waiting for longer than this: 1 second to 14 days.
   * @default - 10 minutes more than `scaling.acceptableLatency`; 30 minutes without it
   */
  readonly maxMessageAge?: Duration;

  /**
   * How it is found out whether a copy is well. ECS can only ask with `Probe.command()` and refuses others.
   * @default - as long as its process runs
   */
  readonly probe?: Probe;
}

/**
 * A service that works off the messages of a queue, with as many copies as there is work for, down to none.
 *
 * The queue is made with it unless one is given: encrypted, closed to requests without TLS, with a dead-letter queue. The code may
 * receive and delete messages, and finds the queue by the variable `QUEUE_URL`. When a copy is stopped it has time to finish what it has
 * taken. In production, alarms tell of messages that are too old and of those that were put aside.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html
 *
 * @example
 * declare const platform: EcsPlatform;
 * declare const orders: sns.ITopic;
 *
 * const worker = new WorkerService(this, 'Invoices', {
 *   platform,
 *   image: Image.fromRegistry('ghcr.io/acme/invoices:2.4.1'),
 *   subscriptions: [TopicSubscription.of(orders)],
 *   processingTime: Duration.seconds(5),
 *   scaling: { min: 0, max: 20, acceptableLatency: Duration.minutes(2) },
 * });
 */
export class WorkerService extends Workload {
  constructor(scope: Construct, id: string, props: WorkerServiceProps) {
    super(scope, id, props.platform);
    this._place(draftOf(workloadNameOf(id, props.workloadName), props), checkProps(props));
    const made = this.placement._queue;
    if (made) {
      this.addEnvironment(variableOf(props), made.queue.queueUrl);
    }
    this.warnOfCpu(props);
  }

  /** The queue that it works off. Throws for a worker without one. */
  public get queue(): sqs.IQueue {
    const { _queue } = this.placement;
    refuse(this, _queue ? [] : [finding('WorkerHasNoQueue', 'queue', { workload: this.node.path })]);
    return _queue!.queue;
  }

  /** Where messages are put aside that cannot be worked off. Undefined when nobody said so of an existing queue. */
  public get deadLetterQueue(): sqs.IQueue | undefined {
    return this.placement._queue?.deadLetterQueue;
  }

  /** A worker that waits for a database uses no processor: what follows the processor takes it away in the middle of a message. */
  private warnOfCpu({ scaling, taskProtection }: WorkerServiceProps): void {
    if (scaling?.targetCpuPercent !== undefined && !taskProtection) {
      Annotations.of(this).addWarningV2('cdk-container-platform:WorkerScalesOnCpu',
        `${this.node.path} scales on its processor, which takes copies away while they work on a message. `
        + 'Leave targetCpuPercent out, or turn taskProtection on and have the program ask for it.');
    }
  }
}

function variableOf({ queueUrlVariable = 'QUEUE_URL' }: WorkerServiceProps): string {
  return queueUrlVariable;
}

/** A worker is a workload with a queue, and without any way in. */
function draftOf(name: string, props: WorkerServiceProps): WorkloadDraft {
  const { queue = WorkQueue.standard(), subscriptions = [], processingTime, concurrency, scaling, maxMessageAge } = props;
  const draft = workloadDraft(name, { ...props, scaling: undefined });
  const [main, ...others] = draft.containers;
  const source = queue._toDraft();
  // Kubernetes sees no queues, so whoever says the processor means it alone.
  const followsQueue = source !== undefined && scaling?.targetCpuPercent === undefined;
  return {
    ...draft,
    containers: [{ ...main, probe: props.probe?._toDraft() }, ...others],
    scaling: workerScalingDraft(scaling, props.desiredCount, { processingTime, concurrency }, followsQueue),
    queue: source && {
      source,
      variable: variableOf(props),
      subscriptions: subscriptions.map(subscription => subscription._toSpec()),
      maxMessageAge,
      processingTime,
      acceptableLatency: scaling?.acceptableLatency,
    },
    taskProtection: props.taskProtection,
  };
}

/** What cannot be wrong any more once the props have become a draft. */
function checkProps({ desiredCount, scaling, processingTime, concurrency, queue, subscriptions = [] }: WorkerServiceProps): Finding[] {
  const withoutQueue = queue !== undefined && queue._toDraft() === undefined;
  return [
    ...desiredCount !== undefined && scaling !== undefined ? [finding('DesiredCountWithScaling', 'desiredCount', { desiredCount })] : [],
    ...checkWorkerScaling(scaling, { processingTime, concurrency }),
    ...subscriptions.flatMap((each, index) => each._filtersTwice ? [finding('FilterToldTwice', `subscriptions[${index}].filterPolicy`, {})] : []),
    ...withoutQueue && subscriptions.length > 0 ? [finding('SubscriptionsWithoutQueue', 'subscriptions', {})] : [],
  ];
}
