import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Duration, Stack } from 'aws-cdk-lib/core';
import { NAMESPACE_MISTAKES } from './image-namespace';
import { refused } from './refused';
import { WrongInput } from './wrong-input';
import { Code } from '../../src/findings';
import {
  ExistingImageRepository, ImageEncryption, ImagePuller, ImageRegistry, ImageRegistryProps, ImageRepository, ImageRepositoryProps, ImageRetention,
  PublicImageRepository, PublicImageRepositoryProps, PullThroughCache, RegistryScanning, TagPrefixRetention,
} from '../../src/registry';
import { IRELAND, stackIn } from '../network/harness';

function wrong(code: Code, path: string, remedy: string, given: ImageRepositoryProps | ((stack: Stack) => ImageRepositoryProps)): WrongInput {
  const findings = () => {
    const stack = stackIn({ env: IRELAND });
    const props = typeof given === 'function' ? given(stack) : given;
    return refused(() => new ImageRepository(stack, 'Images', props));
  };
  return { code, path, remedy, findings };
}

/** A mistake in saying who may pull. */
function wrongPull(
  code: Code, path: string, remedy: string, allow: (images: ImageRepository | ExistingImageRepository) => void, existing = false,
): WrongInput {
  const findings = () => {
    const stack = stackIn();
    const images = existing
      ? ImageRepository.fromRepository(stack, 'Images', ecr.Repository.fromRepositoryName(stack, 'Repository', 'team/service'))
      : new ImageRepository(stack, 'Images');
    return refused(() => allow(images));
  };
  return { code, path, remedy, findings };
}

function keep(retention: ImageRetention): ImageRepositoryProps {
  return { retention };
}

function perTagPrefix(...prefixes: TagPrefixRetention[]): ImageRepositoryProps {
  return keep(ImageRetention.perTagPrefix(prefixes));
}

/** One repository with rules for so many prefixes. */
export function manyPrefixes(count: number): ImageRepositoryProps {
  return perTagPrefix(...Array.from({ length: count }, (_, index) => ({ prefix: `p${String(index).padStart(2, '0')}-`, count: 1 })));
}

/** A mistake in the settings of the account. */
function wrongSetting(code: Code, path: string, remedy: string, given: ImageRegistryProps | ((stack: Stack) => ImageRegistryProps)): WrongInput {
  const findings = () => {
    const stack = stackIn({ env: IRELAND });
    return refused(() => new ImageRegistry(stack, 'Registry', typeof given === 'function' ? given(stack) : given));
  };
  return { code, path, remedy, findings };
}

function caches(...pullThroughCaches: PullThroughCache[]): ImageRegistryProps {
  return { pullThroughCaches };
}

function hubWith(props: secretsmanager.SecretProps): (stack: Stack) => ImageRegistryProps {
  return stack => caches(PullThroughCache.dockerHub({ credentials: new secretsmanager.Secret(stack, 'Hub', props) }));
}

/** Copies to so many registries. */
export function copies(count: number): ImageRegistryProps {
  return { replication: [{ destinations: Array.from({ length: count }, (_, index) => ({ region: 'us-east-1', accountId: `${100_000_000_000 + index}` })) }] };
}

const ELSEWHERE = [{ region: 'us-east-1' }];

const SETTING_MISTAKES: readonly WrongInput[] = [
  {
    code: 'RegistryTaken',
    path: 'scope',
    remedy: 'environments of their own',
    findings: () => {
      const stack = stackIn({ env: IRELAND });
      new ImageRegistry(stack, 'Registry', {});
      return refused(() => new ImageRegistry(new Stack(stack.node.root, 'Other', { env: IRELAND }), 'Registry', {}));
    },
  },
  wrongSetting('NothingScanned', 'scanning', "'*'", { scanning: RegistryScanning.enhanced({ scanOnPush: [] }) }),
  wrongSetting('RepositoryPatternInvalid', 'scanning.scanOnPush[0]', "'prod/*'", { scanning: RegistryScanning.basic({ scanOnPush: ['Prod/*'] }) }),
  wrongSetting('RepositoryPatternInvalid', 'scanning.continuous[1]', "'prod/*'", { scanning: RegistryScanning.enhanced({ continuous: ['ok', 'a*b*c*d*e*f'] }) }),
  wrongSetting('TooManyRepositoryFilters', 'scanning.scanOnPush', 'in common', {
    scanning: RegistryScanning.basic({ scanOnPush: Array.from({ length: 101 }, (_, index) => `team${index}/*`) }),
  }),
  wrongSetting('RepositoryPrefixInvalid', 'replication[0].prefixes[0]', "'prod/'", { replication: [{ destinations: ELSEWHERE, prefixes: ['prod/*'] }] }),
  wrongSetting('TooManyReplicationRules', 'replication', 'one rule', {
    replication: Array.from({ length: 11 }, (_, index) => ({ destinations: ELSEWHERE, prefixes: [`team${index}/`] })),
  }),
  wrongSetting('TooManyReplicationDestinations', 'replication', 'PullThroughCache.ecr()', copies(26)),
  wrongSetting('ReplicatedNowhere', 'replication[0].destinations', 'at least one region', { replication: [{ destinations: [] }] }),
  wrongSetting('ReplicatedToItself', 'replication[0].destinations[0]', 'another region', { replication: [{ destinations: [{ region: IRELAND.region! }] }] }),
  wrongSetting('AccountIdInvalid', 'replicationSources[0].accountId', 'twelve digits', { replicationSources: [{ accountId: '123' }] }),
  wrongSetting('CachePrefixInvalid', 'pullThroughCaches[0].prefix', "'docker-hub'", caches(PullThroughCache.quay({ prefix: 'Quay/' }))),
  wrongSetting('CachePrefixTwice', 'pullThroughCaches[1].prefix', 'another `prefix`', caches(PullThroughCache.quay(), PullThroughCache.kubernetes({ prefix: 'quay' }))),
  wrongSetting('TooManyCaches', 'pullThroughCaches', 'leave some out', caches(
    ...Array.from({ length: 51 }, (_, index) => PullThroughCache.quay({ prefix: `quay${index}` })))),
  wrongSetting('CacheSecretMisnamed', 'pullThroughCaches[0].credentials', "'ecr-pullthroughcache/docker-hub'", hubWith({})),
  wrongSetting('CacheSecretMisnamed', 'pullThroughCaches[0].credentials', "'ecr-pullthroughcache/docker-hub'", hubWith({ secretName: 'hub' })),
  wrongSetting('CacheSecretMisnamed', 'pullThroughCaches[0].credentials', "'ecr-pullthroughcache/docker-hub'", stack =>
    caches(PullThroughCache.dockerHub({ credentials: secretsmanager.Secret.fromSecretNameV2(stack, 'Hub', 'hub') }))),
  wrongSetting('CacheSecretHasKey', 'pullThroughCaches[0].credentials', 'encryptionKey', stack =>
    hubWith({ secretName: 'ecr-pullthroughcache/hub', encryptionKey: new kms.Key(stack, 'Key') })(stack)),
  wrongSetting('CacheRoleMissing', 'pullThroughCaches[0].role', 'pullthroughcache.ecr.amazonaws.com', caches(
    PullThroughCache.ecr({ region: 'us-east-1', accountId: '999988887777' }))),
  wrongSetting('TemplateTwice', 'templates[1].prefix', 'into one', { templates: [{ prefix: 'team/' }, { prefix: 'team' }] }),
  wrongSetting('TemplatePrefixInvalid', 'templates[0].prefix', "'team'", { templates: [{ prefix: 'team-' }] }),
  {
    code: 'NothingToPullThrough',
    path: 'pullThroughCaches',
    remedy: 'pullThroughCaches',
    findings: () => {
      const stack = stackIn({ env: IRELAND });
      const registry = new ImageRegistry(stack, 'Registry', {});
      return refused(() => registry.grantPullThrough(new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ecs-tasks.amazonaws.com') })));
    },
  },
  wrongSetting('TemplateForNothing', 'templates[0].origins', 'origins', { templates: [{ prefix: 'team/', origins: [] }] }),
  wrongSetting('TemplateNeedsKey', 'templates[0].encryption', 'customerManaged(key)', {
    templates: [{ prefix: 'team/', encryption: ImageEncryption.customerManaged() }],
  }),
];

/** A mistake in a public repository. */
function wrongPublic(code: Code, path: string, remedy: string, props: PublicImageRepositoryProps, region = 'us-east-1'): WrongInput {
  const findings = () => refused(() => new PublicImageRepository(stackIn({ env: { ...IRELAND, region } }), 'Tool', props));
  return { code, path, remedy, findings };
}

const PUBLIC_MISTAKES: readonly WrongInput[] = [
  wrongPublic('PublicRepositoryElsewhere', 'scope', "'us-east-1'", {}, 'eu-west-1'),
  wrongPublic('RepositoryNameInvalid', 'repositoryName', 'choose a name', { repositoryName: 'a'.repeat(206) }),
  wrongPublic('CatalogTextTooLong', 'catalog.description', 'shorten it', { catalog: { description: 'x'.repeat(1025) } }),
  wrongPublic('CatalogTextTooLong', 'catalog.usage', 'shorten it', { catalog: { about: 'x'.repeat(25_600), usage: 'x'.repeat(25_601) } }),
];

/** Mistakes in repositories and in the settings of the account. */
export const REGISTRY_MISTAKES: readonly WrongInput[] = [
  ...SETTING_MISTAKES,
  ...PUBLIC_MISTAKES,
  ...NAMESPACE_MISTAKES,
  wrong('ArchiveTooShort', 'retention.deleteAfter', 'Duration.days(90)', keep(ImageRetention.archiveUnpulled(Duration.days(90), { deleteAfter: Duration.days(30) }))),
  wrong('RetentionAgeOutOfRange', 'retention.unpulledFor', 'Duration.days(2)', keep(ImageRetention.archiveUnpulled(Duration.hours(36)))),
  wrongPull('AccountIdInvalid', 'puller.accountId', 'twelve digits', images => images.allowPullFromService(ImagePuller.lambda({ accountId: '12' }))),
  wrong('RepositoryNameInvalid', 'repositoryName', "use 'team/my-service'", { repositoryName: 'Team/My Service' }),
  wrong('RepositoryNameInvalid', 'repositoryName', "use 'team/my-service'", { repositoryName: 'team//my--service-' }),
  wrong('RepositoryNameInvalid', 'repositoryName', 'choose a name', { repositoryName: 'a' }),
  wrong('RepositoryNameInvalid', 'repositoryName', 'choose a name', { repositoryName: 'a'.repeat(257) }),

  wrong('RetentionCountOutOfRange', 'retention.count', 'keep 1', keep(ImageRetention.keepLast(0))),
  wrong('RetentionCountOutOfRange', 'retention.count', 'keep 3', keep(ImageRetention.keepLast(2.6))),
  wrong('RetentionCountOutOfRange', 'retention.prefixes[0].count', 'keep 1', perTagPrefix({ prefix: 'v', count: -1 })),
  wrong('RetentionAgeOutOfRange', 'retention.untaggedAfter', 'Duration.days(1)', keep(ImageRetention.expireUntagged(Duration.hours(6)))),
  wrong('RetentionAgeOutOfRange', 'retention.untaggedAfter', 'Duration.days(3)', keep(ImageRetention.keepLast(5, { untaggedAfter: Duration.hours(60) }))),
  wrong('TagPrefixesMissing', 'retention.prefixes', 'expireUntagged', perTagPrefix()),
  wrong('TagPrefixInvalid', 'retention.prefixes[0].prefix', 'without a wildcard', perTagPrefix({ prefix: 'v*', count: 1 })),
  wrong('TagPrefixInvalid', 'retention.prefixes[0].prefix', 'release-', perTagPrefix({ prefix: '', count: 1 })),
  wrong('TagPrefixShadowed', 'retention.prefixes[1].prefix', "put 'v2' before 'v'", perTagPrefix({ prefix: 'v', count: 1 }, { prefix: 'v2', count: 2 })),
  wrong('TagPrefixShadowed', 'retention.prefixes[1].prefix', 'leave out', perTagPrefix({ prefix: 'v', count: 1 }, { prefix: 'v', count: 2 })),
  wrong('TooManyRetentionRules', 'retention.prefixes', 'at most 49', manyPrefixes(50)),

  wrong('MutableTagInvalid', 'mutableTags[1]', "'dev-*'", { mutableTags: ['latest', 'dev/*'] }),
  wrong('TooManyMutableTags', 'mutableTags', 'combine', { mutableTags: ['a', 'b', 'c', 'd', 'e', 'f'] }),
  wrong('MutableTagsUnused', 'mutableTags', 'leave out', { immutableTags: false, mutableTags: ['latest'] }),
  wrong('KeyInOtherRegion', 'encryption.key', 'give a key of eu-west-1', stack => ({
    encryption: ImageEncryption.customerManaged(kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/0000')),
  })),

  wrongPull('AccountIdInvalid', 'accountId', "'123456789012'", images => images.allowPullFromAccount('1234-5678-9012')),
  wrongPull('AccountIdInvalid', 'accountId', 'twelve digits', images => images.allowPullFromAccount('1234')),
  ...['ou-a1b2-c3d4e5f6', 'r-a1b2', '123456789012'].map(organizationId =>
    wrongPull('OrganizationIdInvalid', 'organizationId', "'o-a1b2c3d4e5'", images => images.allowPullFromOrganization(organizationId))),
  wrongPull('RepositoryPolicyNotOurs', 'repository', 'where the repository is made', images => images.allowPullFromAccount('123456789012'), true),
  wrongPull('RepositoryPolicyNotOurs', 'repository', 'where the repository is made', images => images.allowPullFromOrganization('o-a1b2c3d4e5'), true),
];
