import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Handle, SubscriptionSpec } from '../model';
import { handleOf, queueHandleOf } from './handle-of';

/**
 * Options of a subscription.
 */
export interface TopicSubscriptionOptions {
  /**
   * Deliver only messages whose attributes pass. Excludes `filterPolicyWithMessageBody`.
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
   * @default - all messages
   */
  readonly filterPolicy?: { [attribute: string]: sns.SubscriptionFilter };

  /**
   * Deliver only messages whose body, which is then JSON, passes. Excludes `filterPolicy`.
   * @default - all messages
   */
  readonly filterPolicyWithMessageBody?: { [member: string]: sns.FilterOrPolicy };

  /**
   * Deliver what was published, and not an envelope of SNS with it inside.
   * @default true
   */
  readonly rawMessageDelivery?: boolean;

  /**
   * Where messages go that SNS cannot deliver. A FIFO topic needs a FIFO queue, any other topic a
   * standard one. Its policy is extended, and that of its key.
   * @default - they are lost after SNS has tried for 23 days
   */
  readonly deadLetterQueue?: sqs.IQueue;
}

/**
 * A topic whose messages come into a worker's queue.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html
 */
export class TopicSubscription {
  /**
   * The messages of a topic, of this stack or of another, of this account or of another that lets it.
   *
   * @param topic the topic; one that is encrypted with a key of yours lets its publishers use that key
   * @param options which messages, and in which form
   */
  public static of(topic: sns.ITopic, options: TopicSubscriptionOptions = {}): TopicSubscription {
    return new TopicSubscription(topic, options);
  }

  private constructor(private readonly topic: sns.ITopic, private readonly options: TopicSubscriptionOptions) {}

  /** @internal */
  public get _filtersTwice(): boolean {
    return this.options.filterPolicy !== undefined && this.options.filterPolicyWithMessageBody !== undefined;
  }

  /** @internal */
  public _toSpec(): SubscriptionSpec {
    const { filterPolicy, filterPolicyWithMessageBody, rawMessageDelivery, deadLetterQueue } = this.options;
    const filter = filterPolicyWithMessageBody ?? filterPolicy;
    return {
      topic: handleOf(this.topic),
      fifo: this.topic.fifo,
      ...filter && { filter: new Handle(Object.keys(filter).join(', '), filter) },
      filterOn: filterPolicyWithMessageBody ? 'body' : 'attributes',
      raw: rawMessageDelivery ?? true,
      ...deadLetterQueue && { deadLetters: queueHandleOf(deadLetterQueue) },
    };
  }
}
