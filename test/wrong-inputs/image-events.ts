import * as sns from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
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
];
