/** Workers, their queues and their policies, in the eyes of the rule packs and of the CDK's validator. */
import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration } from 'aws-cdk-lib/core';
import { worker } from './support';
import { PlatformProfile, TopicSubscription, WorkQueue } from '../../../src/vocabulary';
import { WorkerServiceProps } from '../../../src/workloads';
import { findingsIn, tell } from '../../compliance/packs';
import { diagnosticsIn, VALIDATION_CONTEXT } from '../../compliance/validator';
import { Ground, RECOMMENDED } from '../support';

const everything = ({ stack }: Ground): Partial<WorkerServiceProps> => ({
  subscriptions: [TopicSubscription.of(new sns.Topic(stack, 'Orders', { enforceSSL: true }))],
  taskProtection: true,
  processingTime: Duration.seconds(5),
  scaling: { min: 0, max: 20, acceptableLatency: Duration.minutes(2) },
});

/** The topic is the test's own, and so are the subnets, which have names that a reader understands. */
function ours(told: readonly string[]): string[] {
  return told.filter(each => each.includes('Invoices') && !each.includes("'subnet-private"));
}

test.each([
  ['in production', everything, PlatformProfile.PRODUCTION],
  ['in development', everything, PlatformProfile.DEVELOPMENT],
  ['with a queue that keeps an order', () => ({ queue: WorkQueue.fifo() }), PlatformProfile.PRODUCTION],
] as const)('a worker leaves them nothing to say %s', (_, props, profile) => {
  const { app } = worker(props, { profile }, { flags: { ...RECOMMENDED, ...VALIDATION_CONTEXT } });

  expect(ours(diagnosticsIn(app))).toEqual([]);
  expect(ours(findingsIn(app).map(tell))).toEqual([]);
});

test('the packs would say it if the queue let anybody in without TLS', () => {
  const { app, stack } = worker();
  const policy = stack.node.findAll().find(({ node }) => node.path.endsWith('Invoices/Default/Queue/Policy'))!;
  policy.node.scope!.node.tryRemoveChild(policy.node.id);
  app.synth();

  expect(ours(findingsIn(app).map(tell)).join('\n')).toContain('AwsSolutions-SQS4');
});
