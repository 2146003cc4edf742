import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Aws, Duration, Stack } from 'aws-cdk-lib/core';
import { refused } from './refused';
import { WrongInput } from './wrong-input';
import { Code } from '../../src/findings';
import {
  ImageEncryption, ImageNamespace, ImageNamespaceProps, ImagePuller, ImageRegistry, ImageRetention, PullThroughCache, RepositoryOrigin,
} from '../../src/registry';
import { IRELAND, stackIn } from '../network/harness';

type Make = (stack: Stack) => unknown;

function wrong(code: Code, path: string, remedy: string, make: Make): WrongInput {
  return { code, path, remedy, findings: () => refused(() => make(stackIn({ env: IRELAND }))) };
}

const payments = (props: Partial<ImageNamespaceProps> = {}) => (stack: Stack) => new ImageNamespace(stack, 'Payments', { prefix: 'payments', ...props });
const of = (act: (namespace: ImageNamespace, stack: Stack) => unknown, props: Partial<ImageNamespaceProps> = {}): Make =>
  stack => act(payments(props)(stack), stack);
const role = (stack: Stack) => new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('codebuild.amazonaws.com') });
const caches = [PullThroughCache.quay({ prefix: 'payments' })];

/** Mistakes in namespaces. */
export const NAMESPACE_MISTAKES: readonly WrongInput[] = [
  wrong('NamespacePrefixInvalid', 'prefix', "use 'my-payments'", payments({ prefix: 'My Payments/' })),
  wrong('NamespacePrefixInvalid', 'prefix', "'payments'", payments({ prefix: 'p' })),
  wrong('NamespacePrefixInvalid', 'prefix', "'payments'", payments({ prefix: 'p'.repeat(254) })),
  wrong('NamespacePrefixInvalid', 'prefix', "use 'root'", payments({ prefix: 'ROOT' })),
  wrong('NamespacePrefixInvalid', 'prefix', "'payments'", payments({ prefix: Aws.STACK_NAME })),
  wrong('NamespacePrefixInvalid', 'prefix', "use 'payments'", stack => ImageNamespace.fromPrefix(stack, 'Payments', 'payments/*')),
  wrong('AccountIdInvalid', 'accountId', 'twelve digits', stack => ImageNamespace.fromPrefix(stack, 'Payments', 'payments', { accountId: '12' })),

  wrong('PrefixTaken', 'prefix', 'fromPrefix()', of((_, stack) => new ImageNamespace(stack, 'Again', { prefix: 'payments/' }))),
  wrong('PrefixTaken', 'prefix', 'fromPrefix()', of((_, stack) => payments()(new Stack(stack.node.root as never, 'Other', { env: IRELAND })))),
  wrong('PrefixTaken', 'templates[0].prefix', 'fromPrefix()', of((_, stack) => new ImageRegistry(stack, 'Registry', { templates: [{ prefix: 'payments' }] }))),
  wrong('PrefixTaken', 'pullThroughCaches[0].prefix', 'fromPrefix()', of((_, stack) => new ImageRegistry(stack, 'Registry', { pullThroughCaches: caches }))),
  wrong('PrefixTaken', 'prefix', 'fromPrefix()', stack => {
    new ImageRegistry(stack, 'Registry', { pullThroughCaches: caches });
    payments()(stack);
  }),

  wrong('TemplateForNothing', 'origins', 'origins', payments({ origins: [] })),
  wrong('MutableTagsUnused', 'mutableTags', 'leave out', payments({ immutableTags: false, mutableTags: ['latest'] })),
  wrong('RetentionAgeOutOfRange', 'retention.untaggedAfter', 'Duration.days(1)', payments({ retention: ImageRetention.expireUntagged(Duration.hours(6)) })),
  wrong('KeyInOtherRegion', 'encryption.key', 'give a key of eu-west-1', stack => payments({
    encryption: ImageEncryption.customerManaged(kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/0000')),
  })(stack)),

  wrong('NamespaceNotForPushes', 'origins', 'CREATE_ON_PUSH', of((namespace, stack) => namespace.grantCreateOnPush(role(stack)), {
    origins: [RepositoryOrigin.REPLICATION],
  })),
  wrong('NamespaceRepositoryTwice', 'name', 'another name', of(namespace => ['One', 'Two'].forEach(id => namespace.repository(id, 'api')))),
  wrong('RepositoryNameInvalid', 'repositoryName', "use 'payments/api'", of(namespace => namespace.repository('Api', 'API'))),
  wrong('RepositoryNameInvalid', 'name', 'choose a name', of(namespace => namespace.repository('Api', ''))),
  wrong('AccountIdInvalid', 'accountId', 'twelve digits', of(namespace => namespace.allowPullFromAccount('12'))),
  wrong('AccountIdInvalid', 'puller.accountId', 'twelve digits', of(namespace => namespace.allowPullFromService(ImagePuller.lambda({ accountId: '12' })))),
  wrong('OrganizationIdInvalid', 'organizationId', "'o-a1b2c3d4e5'", of(namespace => namespace.allowPullFromOrganization('r-a1b2'))),
];
