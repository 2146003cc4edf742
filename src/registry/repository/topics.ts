/**
 * Topics that people are told by: who has to be let into them and their keys.
 */
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Annotations, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { isElsewhere } from './where';
import { Finding, finding } from '../../findings';

/** What is refused about a topic: events and alarms are told in their own region only. */
export function checkTopic(scope: Construct, path: string, topic: sns.ITopic | undefined): Finding[] {
  const { region } = Stack.of(scope);
  return topic && isElsewhere(topic.env.region, region) ? [finding('TopicInOtherRegion', path, { topic: topic.env.region, here: region })] : [];
}

/** Lets the alarms of an account publish: that of the alarm, wherever the topic is. A topic whose policy says anything at all lets nobody publish by default. */
export function letAlarmsPublish(scope: Construct, topic: sns.ITopic): void {
  topic.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
  }));
  letEncrypt(topic, 'cloudwatch.amazonaws.com');
}

/**
 * Whoever publishes to an encrypted topic encrypts. Newer versions of the CDK say so by themselves of some services, in the same
 * words; none of them says it of a key that cannot be changed.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function letEncrypt(topic: sns.ITopic, service: string): void {
  const result = topic.masterKey?.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(service)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
  }));
  if (result && !result.statementAdded) {
    Annotations.of(topic).addWarningV2('cdk-container-platform:TopicKeyNotOurs',
      `The key of ${topic.node.path} cannot be changed from here; it has to let ${service} use it.`);
  }
}
