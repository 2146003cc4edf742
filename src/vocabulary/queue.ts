import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib/core';
import { QueueDraft } from '../model';
import { handleOf, queueHandleOf } from './handle-of';
import { compact } from '../private/compact';

/**
 * Options of a queue that is made for a worker.
 */
export interface WorkQueueOptions {
  /**
   * How long a message that one copy has taken is kept from the others: 0 seconds to 12 hours. A copy that needs longer for one
   * message extends it.
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
   * @default - six times `processingTime`, but at least 2 minutes
   */
  readonly visibilityTimeout?: Duration;

  /**
   * How long a message is kept that nobody deletes: 1 minute to 14 days.
   * @default Duration.days(4)
   */
  readonly retention?: Duration;

  /**
   * How often a message is handed out before it is put aside into the dead-letter queue, 1 to 1000.
   * @default 4
   */
  readonly maxReceives?: number;

  /**
   * How long messages are kept that were put aside, counted from when they were sent: at least `retention`, at most 14 days.
   * @default Duration.days(14)
   */
  readonly deadLetterRetention?: Duration;
}

/**
 * Options of a queue that keeps messages in order.
 */
export interface FifoWorkQueueOptions extends WorkQueueOptions {
  /**
   * Take messages of equal content for the same message for five minutes, so that senders need no deduplication id.
   * @default false
   */
  readonly contentBasedDeduplication?: boolean;
}

/**
 * What is known of a queue that exists.
 */
export interface ExistingWorkQueueOptions {
  /**
   * Where the queue puts messages aside, for the alarm on them.
   * @default - unknown, and no alarm
   */
  readonly deadLetterQueue?: sqs.IQueue;

  /**
   * Visibility timeout of the queue. With it, copies are given time to finish what they have taken.
   * @default - unknown; copies have 30 seconds to end
   */
  readonly visibilityTimeout?: Duration;
}

/**
 * Where a worker gets its messages from.
 *
 * A queue that is made is encrypted, refuses requests without TLS, and puts messages aside that cannot be worked off.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/welcome.html
 */
export class WorkQueue {
  /**
   * A queue that hands out messages in any order, now and then one twice.
   *
   * @param options times, and how often a message is tried
   */
  public static standard(options: WorkQueueOptions = {}): WorkQueue {
    return new WorkQueue({ ...compact({ ...options }), kind: 'made', fifo: false });
  }

  /**
   * A queue that hands out the messages of a group in their order, one after the other. Groups do not wait for each other.
   *
   * @param options times, how often a message is tried, and which messages are the same
   */
  public static fifo(options: FifoWorkQueueOptions = {}): WorkQueue {
    return new WorkQueue({ ...compact({ ...options }), kind: 'made', fifo: true });
  }

  /**
   * A queue that exists. What it is like is not changed; topics are let in where its policy can be changed from here.
   *
   * @param queue the queue
   * @param options what cannot be read from it
   */
  public static existing(queue: sqs.IQueue, options: ExistingWorkQueueOptions = {}): WorkQueue {
    const { deadLetterQueue, visibilityTimeout } = options;
    return new WorkQueue({
      kind: 'existing', queue: handleOf(queue), fifo: queue.fifo, deadLetters: deadLetterQueue && queueHandleOf(deadLetterQueue), visibilityTimeout,
    });
  }

  /**
   * No queue: the worker gets its work elsewhere, for example from Kinesis or Kafka, and scales by a metric of yours.
   */
  public static none(): WorkQueue {
    return new WorkQueue(undefined);
  }

  private constructor(private readonly source: QueueDraft['source'] | undefined) {}

  /** @internal */
  public _toDraft(): QueueDraft['source'] | undefined {
    return this.source;
  }
}
