import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import { action, ARN, call, Counts, found, hears, inspected, pulledThrough, registryHears, replicated, scan } from './event-harness';
import { imageEventMessages } from '../../src/findings/messages/image-events';
import { FindingOptions, ImageRegistry, ImageRepository, RegistryScanning, VulnerabilityOptions } from '../../src/registry';
import { VulnerabilitySeverity } from '../../src/vocabulary';
import { World } from '../../tools/local-cloudformation/testing/world';
import { expectSilence, IRELAND, resourcesOf, stackIn } from '../network/harness';
import { codesOf, expectRefused } from '../wrong-inputs/expect-refused';
import { IMAGE_EVENT_MISTAKES } from '../wrong-inputs/image-events';

describe('a repository', () => {
  test('hears of a push, of its own, when it went well', () => {
    const heard = hears(images => images.onPush('Pushed'));
    expect([action('PUSH'), action('DELETE'), action('PUSH', 'team/other'), action('PUSH', 'team/api', { result: 'FAILURE' })].map(heard)).toEqual([true, false, false, false]);
  });

  test('hears of a deletion', () => {
    expect([action('DELETE'), action('PUSH')].map(hears(images => images.onDelete('Deleted')))).toEqual([true, false]);
  });

  test('hears of what goes to the archive, and not of what comes back', () => {
    const moved = (to: string) => action('UPDATE_STORAGE_CLASS', 'team/api', { 'target-storage-class': to });
    expect([moved('ARCHIVE'), moved('STANDARD')].map(hears(images => images.onArchive('Archived')))).toEqual([true, false]);
  });

  test('hears less where a pattern looks closer', () => {
    const heard = hears(images => images.onPush('Released', { eventPattern: { detail: { 'image-tag': ['1.5.0'] } } }));
    expect([action('PUSH')].map(heard)).toEqual([false]);
  });

  test('hears of scans, whoever scans', () => {
    const heard = hears(images => images.onScan('Scanned'));
    expect([scan({}), inspected({}), scan({}, 'team/other'), inspected({}, `${ARN}2`)].map(heard)).toEqual([true, true, false, false]);
  });

  test('hears of findings in its own images', () => {
    expect([found('LOW'), found('LOW', 'team/other')].map(hears(images => images.onFinding('Found')))).toEqual([true, false]);
  });

  test('hears of copies that arrive', () => {
    const heard = hears(images => images.onReplication('Copied'));
    expect([replicated('SUCCESS'), replicated('FAILED'), replicated('SUCCESS', 'team/other')].map(heard)).toEqual([true, true, false]);
  });

  test('hears of changes from CloudTrail, and not of looking', () => {
    const heard = hears(images => images.onChange('Changed'));
    const tagged = call('TagResource', { resourceArn: ARN });
    expect([tagged, call('SetRepositoryPolicy'), call('PutImage'), call('DescribeImages'), call('SetRepositoryPolicy', { repositoryName: 'team/other' })].map(heard))
      .toEqual([true, true, true, false, false]);
  });
});

describe('a registry', () => {
  const BASIC = { scanning: RegistryScanning.basic() };
  const ENHANCED = { scanning: RegistryScanning.enhanced() };

  test('hears of every repository', () => {
    const heard = registryHears(registry => registry.onPush('Pushed'));
    expect([action('PUSH'), action('PUSH', 'another'), action('DELETE')].map(heard)).toEqual([true, true, false]);
  });

  test('hears of scans of the scanner it has chosen', () => {
    const scans = [scan({}), inspected({})];
    expect(scans.map(registryHears(registry => registry.onScan('Scanned'), BASIC))).toEqual([true, false]);
    expect(scans.map(registryHears(registry => registry.onScan('Scanned'), ENHANCED))).toEqual([false, true]);
    expect(scans.map(registryHears(registry => registry.onScan('Scanned')))).toEqual([true, true]);
  });

  test('hears of scans and findings of images alone, though Inspector scans more', () => {
    const ofFunction = { ...inspected({}), detail: { 'scan-status': 'INITIAL_SCAN_COMPLETE' } };
    const inFunction = found('HIGH', '', { resources: [{ type: 'AWS_LAMBDA_FUNCTION' }] });
    expect(registryHears(registry => registry.onScan('Scanned'), ENHANCED)(ofFunction)).toBe(false);
    expect([found('LOW'), inFunction].map(registryHears(registry => registry.onFinding('Found'), ENHANCED))).toEqual([true, false]);
  });

  test('hears of what goes through its caches, and of copies', () => {
    expect([pulledThrough('SUCCESS'), replicated('SUCCESS')].map(registryHears(registry => registry.onPullThrough('Pulled')))).toEqual([true, false]);
    expect([pulledThrough('SUCCESS'), replicated('SUCCESS')].map(registryHears(registry => registry.onReplication('Copied')))).toEqual([false, true]);
  });

  test('hears of changes of its settings and of every repository', () => {
    const heard = registryHears(registry => registry.onChange('Changed'));
    expect([call('PutRegistryPolicy', {}), call('CreateRepository', { repositoryName: 'new' }), call('PutLifecyclePolicy'), call('DescribeRegistry', {})].map(heard))
      .toEqual([true, true, true, false]);
  });

  test('tells of copies that failed', () => {
    const heard = registryHears((registry, stack) => registry.notifyOfFailedCopies('Failed', new sns.Topic(stack, 'Topic')));
    expect([replicated('FAILED'), replicated('SUCCESS'), pulledThrough('FAILED'), pulledThrough('SUCCESS'), action('PUSH', 'x', { result: 'FAILED' })].map(heard))
      .toEqual([true, false, true, false, false]);
  });
});

describe('people are told of vulnerabilities', () => {
  const told = (options?: VulnerabilityOptions) => hears((images, stack) => images.notifyOfVulnerabilities('Told', new sns.Topic(stack, 'Topic'), options));

  test('that are high or worse, of either scanner', () => {
    const counts: Counts[] = [{ CRITICAL: 1 }, { HIGH: 3, LOW: 1 }, { MEDIUM: 9 }, {}];
    expect(counts.map(each => told()(scan(each)))).toEqual([true, true, false, false]);
    expect(counts.map(each => told()(inspected(each)))).toEqual([true, true, false, false]);
  });

  test('from the severity on that is named', () => {
    const critical = told({ severity: VulnerabilitySeverity.CRITICAL });
    expect([scan({ CRITICAL: 1 }), scan({ HIGH: 3 })].map(critical)).toEqual([true, false]);
    expect(told({ severity: VulnerabilitySeverity.LOW })(scan({ LOW: 1 }))).toBe(true);
  });

  test('when there are more than are tolerated', () => {
    expect([scan({ HIGH: 5 }), scan({ HIGH: 6 })].map(told({ tolerated: 5 }))).toEqual([false, true]);
  });
});

describe('people are told of findings', () => {
  const told = (options?: FindingOptions) => hears((images, stack) => images.notifyOfFindings('Told', new sns.Topic(stack, 'Topic'), options));

  test('that are critical, unless they say otherwise, and open', () => {
    expect([found('CRITICAL'), found('HIGH'), found('CRITICAL', 'team/api', { status: 'CLOSED' })].map(told())).toEqual([true, false, false]);
    expect([found('HIGH'), found('MEDIUM')].map(told({ severity: VulnerabilitySeverity.HIGH }))).toEqual([true, false]);
  });

  test('that can be mended, if they want no others', () => {
    expect([found('CRITICAL'), found('CRITICAL', 'team/api', { fixAvailable: 'YES' })].map(told({ fixableOnly: true }))).toEqual([false, true]);
  });
});

test('people are told of changes without pushes, unless they want them', () => {
  const told = (withPushes?: boolean) => hears((images, stack) => images.notifyOfChanges('Told', new sns.Topic(stack, 'Topic'), { withPushes }));
  expect([call('PutImage'), call('BatchDeleteImage')].map(told())).toEqual([false, true]);
  expect([call('PutImage')].map(told(true))).toEqual([true]);
});

describe('messages', () => {
  type Make = (registry: ImageRegistry, topic: sns.ITopic) => unknown;

  /** What is published after an event. */
  async function published(make: Make, event: { source: string; detail: object }): Promise<unknown[]> {
    const stack = stackIn({ env: IRELAND });
    make(new ImageRegistry(stack, 'Registry', {}), new sns.Topic(stack, 'Topic'));
    const world = new World({ account: IRELAND.account, region: IRELAND.region });
    await world.deployStack(stack);
    const { 'detail-type': type, source, detail } = event as never as Record<string, never>;
    world.aws.account.services.bus.emit({ source, type, resources: [], detail });
    return world.aws.events.published.map(({ message }) => message);
  }

  test('name the image and what was found in it', async () => {
    expect(await published((registry, topic) => registry.notifyOfVulnerabilities('Told', topic), scan({ CRITICAL: 2 })))
      .toEqual([expect.stringMatching(/team\/api.*CRITICAL/)]);
  });

  test('name the vulnerability, and what to do', async () => {
    const event = found('CRITICAL', 'team/api', { remediation: { recommendation: { text: 'Update it.' } } });
    const [message] = await published((registry, topic) => registry.notifyOfFindings('Told', topic), event);
    for (const part of ['CRITICAL', 'CVE-2019-17498', ARN, 'Update it.']) { expect(message).toContain(part); }
  });

  test('name who did what', async () => {
    const event = call('DeleteRepositoryPolicy');
    Object.assign(event.detail, { userIdentity: { arn: 'arn:aws:iam::123456789012:user/eve' } });
    expect(await published((registry, topic) => registry.notifyOfChanges('Told', topic), event)).toEqual([expect.stringMatching(/user\/eve called DeleteRepositoryPolicy/)]);
  });

  test('name the copy that was not made', async () => {
    expect(await published((registry, topic) => registry.notifyOfFailedCopies('Told', topic), replicated('FAILED'))).toEqual([expect.stringMatching(/team\/api:3\.17\.2.*eu-west-1/)]);
  });
});

describe('EventBridge is let into the topic', () => {
  const told = (topicOf: (stack: Stack) => sns.ITopic) => {
    const stack = stackIn({ env: IRELAND });
    new ImageRepository(stack, 'Images').notifyOfVulnerabilities('Told', topicOf(stack));
    return { stack, template: Template.fromStack(stack) };
  };

  test('and into its key', () => {
    const { stack, template } = told(scope => new sns.Topic(scope, 'Topic', { masterKey: new kms.Key(scope, 'TopicKey') }));
    const [{ PolicyDocument }] = resourcesOf(template, 'AWS::SNS::TopicPolicy');
    expect(PolicyDocument.Statement).toEqual([expect.objectContaining({ Action: 'sns:Publish', Principal: { Service: 'events.amazonaws.com' } })]);
    const allowed = resourcesOf(template, 'AWS::KMS::Key').flatMap(({ KeyPolicy }) => KeyPolicy.Statement).filter(({ Principal }) => Principal.Service === 'events.amazonaws.com');
    expect(allowed.map(({ Action }) => Action)).toEqual([['kms:Decrypt', 'kms:GenerateDataKey*']]);
    expectSilence(stack);
  });

  test('or somebody hears that it has to be', () => {
    const { stack } = told(scope => sns.Topic.fromTopicAttributes(scope, 'Topic', {
      topicArn: 'arn:aws:sns:eu-west-1:123456789012:topic', keyArn: 'arn:aws:kms:eu-west-1:123456789012:key/0000',
    }));
    expect(() => expectSilence(stack)).toThrow('TopicKeyNotOurs');
  });
});

describe('every mistake is refused with its code, its place and a way out', () => expectRefused(IMAGE_EVENT_MISTAKES));

test('every message about events is reached by a mistake', () => {
  expect(codesOf(IMAGE_EVENT_MISTAKES)).toEqual(expect.arrayContaining(Object.keys(imageEventMessages)));
});
