import { Duration } from 'aws-cdk-lib/core';
import { Handle, QueueHandle } from './handle';

/** Where a worker gets its work from. */
export interface QueueSpec {
  readonly source: QueueSource;
  /** The environment variable of the main container that holds the URL. */
  readonly variable: string;
  readonly subscriptions: readonly SubscriptionSpec[];
  /** Somebody is told when a message is older than this. */
  readonly maxMessageAge: Duration;
}

export type QueueSource = MadeQueue | ExistingQueue;

export interface MadeQueue {
  readonly kind: 'made';
  readonly fifo: boolean;
  /** Messages of equal content are one message, for queues that keep an order. */
  readonly contentBasedDeduplication: boolean;
  /** How long a message that one copy has taken is kept from the others. */
  readonly visibilityTimeout: Duration;
  readonly retention: Duration;
  /** How often a message is handed out before it is put aside. */
  readonly maxReceives: number;
  /** How long messages that were put aside are kept. */
  readonly deadLetterRetention: Duration;
}

export interface ExistingQueue {
  readonly kind: 'existing';
  readonly queue: Handle;
  readonly fifo: boolean;
  /** Where it puts messages aside, if it does and somebody said so. */
  readonly deadLetters?: QueueHandle;
  /** If somebody said so. */
  readonly visibilityTimeout?: Duration;
}

/** Messages of a topic that come into the queue. */
export interface SubscriptionSpec {
  readonly topic: Handle;
  readonly fifo: boolean;
  /** Which messages; all without it. */
  readonly filter?: Handle;
  readonly filterOn: 'attributes' | 'body';
  /** The message as it was published, without an envelope. */
  readonly raw: boolean;
  /** Where messages go that could not be delivered. */
  readonly deadLetters?: QueueHandle;
}

export type QueueDraft = Partial<Omit<QueueSpec, 'source' | 'subscriptions'>> & {
  readonly source: Partial<MadeQueue> & Pick<MadeQueue, 'kind'> | ExistingQueue;
  readonly subscriptions?: readonly SubscriptionSpec[];
  /** How long one message takes, and how long it may wait: defaults follow from both. */
  readonly processingTime?: Duration;
  readonly acceptableLatency?: Duration;
};
