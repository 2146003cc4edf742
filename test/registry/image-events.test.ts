import { Template } from 'aws-cdk-lib/assertions';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Stack } from 'aws-cdk-lib/core';
import { ImageRepository, VulnerabilityOptions, VulnerabilitySeverity } from '../../src/registry';
import { matches } from '../../tools/local-cloudformation/services/event-pattern';
import { IRELAND, resourcesOf, stackIn } from '../network/harness';

/** Whether the rule that is made of a repository called `team/api` hears of an event. */
function hears(make: (images: ImageRepository, stack: Stack) => unknown): (event: object) => boolean {
  const stack = stackIn({ env: IRELAND });
  make(new ImageRepository(stack, 'Images', { repositoryName: 'team/api' }), stack);
  const [{ EventPattern }] = resourcesOf(Template.fromStack(stack), 'AWS::Events::Rule');
  // What a reference to the repository comes to.
  const pattern = JSON.parse(JSON.stringify(EventPattern, (_, value) => value?.Ref ? 'team/api' : value?.['Fn::GetAtt'] ? ARN : value));
  return event => matches(pattern, event);
}

const ARN = 'arn:aws:ecr:eu-west-1:111122223333:repository/team/api';

const action = (type: string, name = 'team/api', result = 'SUCCESS') => ({
  'source': 'aws.ecr', 'detail-type': 'ECR Image Action', 'detail': { result, 'repository-name': name, 'action-type': type, 'image-tag': '1.4.0' },
});

type Counts = Partial<Record<VulnerabilitySeverity, number>>;

const scan = (counts: Counts, name = 'team/api') => ({
  'source': 'aws.ecr', 'detail-type': 'ECR Image Scan', 'detail': { 'scan-status': 'COMPLETE', 'repository-name': name, 'finding-severity-counts': counts },
});

const inspected = (counts: Counts, arn = ARN) => ({
  'source': 'aws.inspector2', 'detail-type': 'Inspector2 Scan', 'detail': { 'repository-name': arn, 'finding-severity-counts': counts },
});

test('a push is heard, of this repository, when it went well', () => {
  const heard = hears(images => images.onPush('Pushed'));
  expect([action('PUSH'), action('DELETE'), action('PUSH', 'team/other'), action('PUSH', 'team/api', 'FAILURE')].map(heard)).toEqual([true, false, false, false]);
});

test('a deletion is heard', () => {
  expect([action('DELETE'), action('PUSH')].map(hears(images => images.onDelete('Deleted')))).toEqual([true, false]);
});

test('a pattern narrows what is heard', () => {
  const heard = hears(images => images.onPush('Released', { eventPattern: { detail: { 'image-tag': ['1.5.0'] } } }));
  expect([action('PUSH')].map(heard)).toEqual([false]);
});

test('scans are heard, whoever scans', () => {
  const heard = hears(images => images.onScan('Scanned'));
  expect([scan({}), inspected({}), scan({}, 'team/other'), inspected({}, `${ARN}2`)].map(heard)).toEqual([true, true, false, false]);
});

test('changes are heard from CloudTrail, and looking is not', () => {
  const tagged = { 'source': 'aws.ecr', 'detail-type': 'AWS API Call via CloudTrail', 'detail': { eventName: 'TagResource', requestParameters: { resourceArn: ARN } } };
  expect(hears(images => images.onChange('Changed'))(tagged)).toBe(true);
  const call = (eventName: string) => ({ 'source': 'aws.ecr', 'detail-type': 'AWS API Call via CloudTrail', 'detail': { eventName, requestParameters: { repositoryName: 'team/api' } } });
  expect([call('SetRepositoryPolicy'), call('PutImage'), call('DescribeImages')].map(hears(images => images.onChange('Changed')))).toEqual([true, true, false]);
});

describe('people are told of vulnerabilities', () => {
  const told = (options?: VulnerabilityOptions) => hears((images, stack) => images.notifyOfVulnerabilities('Told', new sns.Topic(stack, 'Topic'), options));

  test('that are high or worse, of either scanner', () => {
    const counts = [{ CRITICAL: 1 }, { HIGH: 3, LOW: 1 }, { MEDIUM: 9 }, {}];
    expect(counts.map(each => told()(scan(each)))).toEqual([true, true, false, false]);
    expect(counts.map(each => told()(inspected(each)))).toEqual([true, true, false, false]);
  });

  test('from the severity on that is named', () => {
    expect([{ CRITICAL: 1 }, { HIGH: 3 }].map(each => told({ severity: VulnerabilitySeverity.CRITICAL })(scan(each)))).toEqual([true, false]);
    expect([{ LOW: 1 }].map(each => told({ severity: VulnerabilitySeverity.LOW })(scan(each)))).toEqual([true]);
  });

  test('when there are more than are tolerated', () => {
    expect([{ HIGH: 5 }, { HIGH: 6 }].map(each => told({ tolerated: 5 })(scan(each)))).toEqual([false, true]);
  });
});

test('pulls are counted by the name of the repository', () => {
  const stack = stackIn({ env: IRELAND });
  const images = new ImageRepository(stack, 'Images');
  expect(images.metricPulls()).toMatchObject({ namespace: 'AWS/ECR', metricName: 'RepositoryPullCount', dimensions: { RepositoryName: images.repository.repositoryName } });
});
