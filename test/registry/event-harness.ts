/** One verb: `hears(make)` tells which events the rule hears that is made, of a repository called `team/api` and its registry. */
import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { ImageRegistry, ImageRegistryProps, ImageRepository } from '../../src/registry';
import { matches } from '../../tools/local-cloudformation/services/event-pattern';
import { IRELAND, resourcesOf, stackIn } from '../network/harness';

export const ARN = 'arn:aws:ecr:eu-west-1:111122223333:repository/team/api';

/** Whether the rule that is made of a repository called `team/api` hears of an event. */
export function hears(make: (images: ImageRepository, stack: Stack) => unknown): (event: object) => boolean {
  const stack = stackIn({ env: IRELAND });
  make(new ImageRepository(stack, 'Images', { repositoryName: 'team/api' }), stack);
  return ruleOf(stack);
}

/** Whether the rule that is made of a registry hears of an event. */
export function registryHears(make: (registry: ImageRegistry, stack: Stack) => unknown, props: ImageRegistryProps = {}): (event: object) => boolean {
  const stack = stackIn({ env: IRELAND });
  make(new ImageRegistry(stack, 'Registry', props), stack);
  return ruleOf(stack);
}

function ruleOf(stack: Stack): (event: object) => boolean {
  const [{ EventPattern }] = resourcesOf(Template.fromStack(stack), 'AWS::Events::Rule');
  // What a reference to the repository comes to.
  const pattern = JSON.parse(JSON.stringify(EventPattern, (_, value) => value?.Ref ? 'team/api' : value?.['Fn::GetAtt'] ? ARN : value));
  return event => matches(pattern, event);
}

export const action = (type: string, name = 'team/api', more: object = {}) => ({
  'source': 'aws.ecr',
  'detail-type': 'ECR Image Action',
  'detail': { 'result': 'SUCCESS', 'repository-name': name, 'action-type': type, 'image-tag': '1.4.0', ...more },
});

export type Counts = Readonly<Record<string, number>>;

/** As ECR tells of a scan. */
export const scan = (counts: Counts, name = 'team/api') => ({
  'source': 'aws.ecr', 'detail-type': 'ECR Image Scan', 'detail': { 'scan-status': 'COMPLETE', 'repository-name': name, 'finding-severity-counts': counts },
});

/** As Inspector tells of a scan. */
export const inspected = (counts: Counts, arn = ARN) => ({
  'source': 'aws.inspector2',
  'detail-type': 'Inspector2 Scan',
  'detail': { 'scan-status': 'INITIAL_SCAN_COMPLETE', 'repository-name': arn, 'finding-severity-counts': counts },
});

/** As Inspector tells of a vulnerability. */
export const found = (severity: string, name = 'team/api', more: object = {}) => ({
  'source': 'aws.inspector2',
  'detail-type': 'Inspector2 Finding',
  'resources': [`${ARN}/sha256:1234`],
  'detail': {
    severity,
    status: 'ACTIVE',
    title: 'CVE-2019-17498 - libssh2',
    fixAvailable: 'NO',
    resources: [{ type: 'AWS_ECR_CONTAINER_IMAGE', id: `${ARN}/sha256:1234`, details: { awsEcrContainerImage: { repositoryName: name } } }],
    ...more,
  },
});

export const call = (eventName: string, requestParameters: object = { repositoryName: 'team/api' }) => ({
  'source': 'aws.ecr', 'detail-type': 'AWS API Call via CloudTrail', 'detail': { eventName, requestParameters },
});

export const replicated = (result: string, name = 'team/api') => ({
  'source': 'aws.ecr',
  'detail-type': 'ECR Replication Action',
  'detail': { result, 'repository-name': name, 'source-region': 'us-west-2', 'source-account': '111122223333', 'action-type': 'REPLICATE', 'image-tag': '3.17.2' },
});

export const pulledThrough = (status: string) => ({
  'source': 'aws.ecr',
  'detail-type': 'ECR Pull Through Cache Action',
  'detail': { 'sync-status': status, 'ecr-repository-prefix': 'docker-hub', 'repository-name': 'docker-hub/alpine', 'image-tag': '3.17.2' },
});
