import * as sns from 'aws-cdk-lib/aws-sns';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { refused } from './refused';
import { WrongInput } from './wrong-input';
import { Code } from '../../src/findings';
import { ImageRegistry, ImageRepository, RegistryScanning } from '../../src/registry';
import { IRELAND, stackIn } from '../network/harness';

/** A mistake in asking what happens to the images of a repository. */
function wrongOfImages(code: Code, path: string, remedy: string, ask: (images: ImageRepository, stack: Stack) => unknown): WrongInput {
  const findings = () => {
    const stack = stackIn({ env: IRELAND });
    const images = new ImageRepository(stack, 'Images');
    return refused(() => ask(images, stack));
  };
  return { code, path, remedy, findings };
}

/** A mistake in asking what happens in a registry with basic scanning. */
function wrongOfRegistry(code: Code, path: string, remedy: string, ask: (registry: ImageRegistry, stack: Stack) => unknown): WrongInput {
  const findings = () => {
    const stack = stackIn({ env: IRELAND });
    const registry = new ImageRegistry(stack, 'Registry', { scanning: RegistryScanning.basic() });
    return refused(() => ask(registry, stack));
  };
  return { code, path, remedy, findings };
}

const topicIn = (stack: Stack, region = 'eu-west-1') => sns.Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${region}:123456789012:topic`);

/** Mistakes in events and alarms of images. */
export const IMAGE_EVENT_MISTAKES: readonly WrongInput[] = [
  wrongOfRegistry('FindingsNeedInspector', 'scanning', 'RegistryScanning.enhanced()', registry => registry.onFinding('Found')),
  wrongOfRegistry('FindingsNeedInspector', 'scanning', 'notifyOfVulnerabilities()', (registry, stack) => registry.notifyOfFindings('Told', topicIn(stack))),
  wrongOfImages('TopicInOtherRegion', 'topic', 'a topic of eu-west-1', (images, stack) => images.notifyOfChanges('Told', topicIn(stack, 'us-east-1'))),
  wrongOfRegistry('TopicInOtherRegion', 'topic', 'a topic of eu-west-1', (registry, stack) => registry.notifyOfFailedCopies('Told', topicIn(stack, 'us-east-1'))),
  wrongOfImages('OutOfRange', 'options.tolerated', 'choose 0', (images, stack) => images.notifyOfVulnerabilities('Told', topicIn(stack), { tolerated: -1 })),
  wrongOfImages('OutOfRange', 'options.moreThan', 'choose 0', images => images.alarmOnPulls('Busy', { moreThan: -3 })),
  wrongOfImages('OutOfRange', 'options.within', 'choose 1440 minutes', images => images.alarmOnPulls('Busy', { moreThan: 9, within: Duration.days(2) })),
  wrongOfImages('OutOfRange', 'options.within', 'choose 5 minutes', images => images.alarmOnPulls('Busy', { moreThan: 9, within: Duration.seconds(90) })),
  wrongOfImages('OutOfRange', 'options.after', 'choose 7 days', images => images.alarmOnNoPulls('Idle', { after: Duration.days(30) })),
  wrongOfImages('OutOfRange', 'options.after', 'choose 2 days', images => images.alarmOnNoPulls('Idle', { after: Duration.hours(36) })),
  wrongOfImages('OutOfRange', 'options.moreThan', 'choose 1', images => images.alarmOnImages('Full', { moreThan: 0.5 })),
  wrongOfImages('TopicInOtherRegion', 'options.topic', 'a topic of eu-west-1', (images, stack) => images.alarmOnNoPulls('Idle', { topic: topicIn(stack, 'us-east-1') })),
];
