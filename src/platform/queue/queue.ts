import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { QueueGround } from './ground';
import { MadeQueue, QueueSpec } from '../../model';

/** As long as SQS holds on to a question that it has no answer to. */
const LONG_POLL = Duration.seconds(20);

/** Where a worker's messages are, and where they are put aside. */
export interface RenderedQueue {
  readonly queue: sqs.IQueue;
  readonly deadLetterQueue?: sqs.IQueue;
}

/** The queue of a worker: made for it, or the one that it was given. */
export function renderQueue(scope: Construct, ground: QueueGround, { source }: QueueSpec): RenderedQueue {
  return source.kind === 'made'
    ? makeQueues(scope, ground, source)
    : { queue: source.queue.value as sqs.IQueue, deadLetterQueue: source.deadLetters?.value as sqs.IQueue | undefined };
}

function makeQueues(scope: Construct, { profile, encryptionKey }: QueueGround, source: MadeQueue): Required<RenderedQueue> {
  const { fifo, visibilityTimeout, retention, maxReceives, deadLetterRetention } = source;
  const common: sqs.QueueProps = {
    fifo: fifo || undefined,
    // Messages with different groups do not wait for each other.
    ...fifo && { deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP, fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID },
    encryption: encryptionKey ? sqs.QueueEncryption.KMS : sqs.QueueEncryption.SQS_MANAGED,
    encryptionMasterKey: encryptionKey,
    enforceSSL: true,
    removalPolicy: profile.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  };
  const deadLetterQueue = new sqs.Queue(scope, 'DeadLetterQueue', { ...common, retentionPeriod: deadLetterRetention });
  const queue = new sqs.Queue(scope, 'Queue', {
    ...common,
    contentBasedDeduplication: source.contentBasedDeduplication || undefined,
    visibilityTimeout,
    retentionPeriod: retention,
    // Nobody asks in vain more than three times a minute.
    receiveMessageWaitTime: LONG_POLL,
    deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: maxReceives },
  });
  return { queue, deadLetterQueue };
}

/**
 * Lets a role work on the messages of a queue, and nothing else: not send, not purge.
 *
 * As with secrets, the role alone says that it may use the key.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-least-privilege-policy.html
 */
export function letConsume(grantee: iam.IGrantable, queue: sqs.IQueue): void {
  iam.Grant.addToPrincipal({
    grantee,
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
    resourceArns: [queue.queueArn],
  });
  if (queue.encryptionMasterKey) {
    const { region } = Stack.of(queue);
    iam.Grant.addToPrincipal({
      grantee,
      actions: ['kms:Decrypt'],
      resourceArns: [queue.encryptionMasterKey.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `sqs.${region}.amazonaws.com` } },
    });
  }
}
