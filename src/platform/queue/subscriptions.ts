import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Annotations, ArnFormat, Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { QueueSpec, SubscriptionSpec } from '../../model';

const DELIVERS = new iam.ServicePrincipal('sns.amazonaws.com');

/**
 * Has the messages of topics delivered to a queue. Who may send is said on the queue, topic by topic. The key of an encrypted
 * queue is told that SNS of the topic's account may use it: naming the topic there would make a platform, which has the key, need
 * the stacks of its workloads.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
 */
export function renderSubscriptions(scope: Construct, queue: sqs.IQueue, { subscriptions }: QueueSpec): sns.Subscription[] {
  return subscriptions.map((subscription, index) => subscribe(scope, `Subscription${index > 0 ? index + 1 : ''}`, queue, subscription));
}

function subscribe(scope: Construct, id: string, queue: sqs.IQueue, subscription: SubscriptionSpec): sns.Subscription {
  const { filter, filterOn, raw, deadLetters } = subscription;
  const topic = subscription.topic.value as sns.ITopic;
  const deadLetterQueue = deadLetters?.value as sqs.IQueue | undefined;
  letSend(queue, topic);
  [queue, deadLetterQueue].filter(reached => reached !== undefined).forEach(reached => letEncrypt(reached, topic));
  return new sns.Subscription(scope, id, {
    topic,
    protocol: sns.SubscriptionProtocol.SQS,
    endpoint: queue.queueArn,
    rawMessageDelivery: raw || undefined,
    ...filterOn === 'body'
      ? { filterPolicyWithMessageBody: filter?.value as Record<string, sns.FilterOrPolicy> | undefined }
      : { filterPolicy: filter?.value as Record<string, sns.SubscriptionFilter> | undefined },
    deadLetterQueue,
    region: regionOf(topic, scope),
  });
}

function letSend(queue: sqs.IQueue, topic: sns.ITopic): void {
  const { statementAdded } = queue.addToResourcePolicy(new iam.PolicyStatement({
    principals: [DELIVERS],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
  }));
  if (!statementAdded) {
    Annotations.of(queue).addWarningV2('cdk-container-platform:QueuePolicyNotOurs',
      `The policy of ${queue.node.path} cannot be changed from here; it has to let sns.amazonaws.com send messages of ${topic.node.path}.`);
  }
}

function letEncrypt(queue: sqs.IQueue, topic: sns.ITopic): void {
  const { account } = topic.env;
  const topics = Stack.of(topic).formatArn({ service: 'sns', region: '*', account, resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME });
  const added = queue.encryptionMasterKey?.addToResourcePolicy(new iam.PolicyStatement({
    principals: [DELIVERS],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    resources: ['*'],
    conditions: { ArnLike: { 'aws:SourceArn': topics } },
  }));
  if (added && !added.statementAdded) {
    Annotations.of(queue).addWarningV2('cdk-container-platform:QueueKeyNotOurs',
      `The key of ${queue.node.path} cannot be changed from here; it has to let sns.amazonaws.com use it for messages of ${topic.node.path}.`);
  }
}

/** SNS wants to be told where a topic of another region is. */
function regionOf(topic: sns.ITopic, scope: Construct): string | undefined {
  const { region } = topic.env;
  return Token.isUnresolved(region) || region === Stack.of(scope).region ? undefined : region;
}
