/**
 * What people read about images: messages to a topic, made of the fields of an event.
 */
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Annotations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { checkTopic, letEncrypt } from './topics';
import { Finding, refuse } from '../../findings';

const field = (path: string) => events.EventField.fromPath(path);

/** The messages. What an event does not have is left empty. */
export const MESSAGES = {
  vulnerable: () => [
    `Vulnerabilities in an image of ${field('$.detail.repository-name')}: ${field('$.detail.finding-severity-counts')}`,
    `Image: ${field('$.detail.image-digest')} with the tags ${field('$.detail.image-tags')}`,
  ],
  finding: () => [
    `${field('$.detail.severity')}: ${field('$.detail.title')}`,
    `Image: ${field('$.detail.resources[0].id')}`,
    `What to do: ${field('$.detail.remediation.recommendation.text')} Fixed in a newer version: ${field('$.detail.fixAvailable')}`,
  ],
  change: () => [
    `${field('$.detail.userIdentity.arn')} called ${field('$.detail.eventName')} in ${field('$.region')} from ${field('$.detail.sourceIPAddress')}`,
    `With ${field('$.detail.requestParameters')}`,
    `Refused because of: ${field('$.detail.errorCode')}`,
  ],
  failedCopy: () => [
    `No copy of ${field('$.detail.repository-name')}:${field('$.detail.image-tag')} was made in ${field('$.region')} (${field('$.detail-type')})`,
    `From ${field('$.detail.source-region')}${field('$.detail.upstream-registry-url')}`,
    `Because of ${field('$.detail.failure-code')} ${field('$.detail.failure-reason')}`,
  ],
} as const;

/** Has a rule tell a topic. */
export function tell(rule: events.Rule, topic: sns.ITopic, lines: readonly string[]): void {
  rule.addTarget(new targets.SnsTopic(topic, { message: events.RuleTargetInput.fromMultilineText(lines.join('\n')) }));
  letEncrypt(topic, 'events.amazonaws.com');
  Annotations.of(rule).acknowledgeWarning('@aws-cdk/aws-events:ruleUnresolvedEnvironment', 'EventBridge publishes to topics of its own region only.');
}

/** A rule for events, which may have a target and look closer. */
export function makeRule(scope: Construct, id: string, pattern: events.EventPattern, options: events.OnEventOptions = {}): events.Rule {
  const { target, eventPattern, ...rest } = options;
  const rule = new events.Rule(scope, id, { ...rest, eventPattern: pattern });
  if (eventPattern) {
    rule.addEventPattern(eventPattern);
  }
  rule.addTarget(target);
  return rule;
}

/** A rule that tells people. */
export function makeMessenger(
  scope: Construct, id: string, pattern: events.EventPattern, topic: sns.ITopic, { description, lines, findings = [] }: Messenger,
): events.Rule {
  refuse(scope, [...checkTopic(scope, 'topic', topic), ...findings]);
  const rule = makeRule(scope, id, pattern, { description });
  tell(rule, topic, lines);
  return rule;
}

/** What a rule tells. */
export interface Messenger {
  readonly description: string;
  readonly lines: readonly string[];
  readonly findings?: readonly Finding[];
}
