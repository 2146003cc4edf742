import { message } from '../message';

const LIFECYCLE = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html';
const MUTABILITY = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html';
const REGISTRY = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-settings.html';
const REPLICATION = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html';
const CACHE = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html';
const CACHE_SECRET = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html';
const TEMPLATES = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html';
const QUOTAS = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html';

/** What is refused about the registry. */
export const registryMessages = {
  RepositoryNameInvalid: message<{ given: string; most: number; nearest?: string }>({
    what: p => `'${p.given}' cannot be the name of a repository: 2 to ${p.most} lower-case letters and digits, joined by single '.', '_', '-' or '/'`,
    remedy: p => p.nearest === undefined ? "choose a name like 'team/service'" : `use '${p.nearest}'`,
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-create.html',
  }),
  RetentionCountOutOfRange: message<{ given: number; nearest: number }>({
    what: p => `${p.given} images cannot be kept: it must be a whole number of at least 1`,
    remedy: p => `keep ${p.nearest}`,
    see: LIFECYCLE,
  }),
  RetentionAgeOutOfRange: message<{ given: string; nearest: number }>({
    what: p => `images cannot expire after ${p.given}: ECR counts whole days, at least 1`,
    remedy: p => `use Duration.days(${p.nearest})`,
    see: LIFECYCLE,
  }),
  ArchiveTooShort: message<{ given: string; least: number }>({
    what: p => `images cannot leave the archive after ${p.given}: they stay at least ${p.least} days`,
    remedy: p => `use Duration.days(${p.least}) or more, or leave it out to keep them`,
    see: LIFECYCLE,
  }),
  TagPrefixInvalid: message<{ given: string }>({
    what: p => `'${p.given}' cannot be the beginning of a tag: 1 to 128 letters, digits, '.', '_' or '-', and neither '.' nor '-' first`,
    remedy: () => "write how the tags begin, for example 'release-', without a wildcard",
    see: LIFECYCLE,
  }),
  TagPrefixShadowed: message<{ given: string; by: string }>({
    what: p => p.given === p.by
      ? `the prefix '${p.given}' is given twice`
      : `the prefix '${p.given}' never applies: whatever has it also has '${p.by}', which comes first`,
    remedy: p => p.given === p.by ? 'leave out the second one' : `put '${p.given}' before '${p.by}'`,
    see: LIFECYCLE,
  }),
  TagPrefixesMissing: message<{}>({
    what: () => 'no prefix is given',
    remedy: () => 'give at least one, or use ImageRetention.expireUntagged()',
  }),
  TooManyRetentionRules: message<{ given: number; most: number }>({
    what: p => `${p.given} prefixes make more rules than a lifecycle policy may have`,
    remedy: p => `give at most ${p.most}`,
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html',
  }),
  MutableTagInvalid: message<{ given: string }>({
    what: p => `'${p.given}' cannot be a pattern for tags: 1 to 128 letters, digits, '.', '_', '-' and '*'`,
    remedy: () => "write a tag or a pattern, for example 'latest' or 'dev-*'",
    see: MUTABILITY,
  }),
  TooManyMutableTags: message<{ given: number }>({
    what: p => `${p.given} patterns of mutable tags are given: ECR takes five`,
    remedy: () => "combine patterns with '*', or say immutableTags: false",
    see: MUTABILITY,
  }),
  MutableTagsUnused: message<{}>({
    what: () => 'mutableTags makes exceptions from immutable tags, but all tags are mutable',
    remedy: () => 'leave out one of mutableTags and immutableTags: false',
  }),
  KeyInOtherRegion: message<{ key: string; repository: string }>({
    what: p => `the key is in ${p.key}, but the repository will be in ${p.repository}`,
    remedy: p => `give a key of ${p.repository}`,
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html',
  }),
  AccountIdInvalid: message<{ given: string }>({
    what: p => `'${p.given}' is not an account id`,
    remedy: () => "give the twelve digits as a text, for example '123456789012'",
    see: 'https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html',
  }),
  OrganizationIdInvalid: message<{ given: string }>({
    what: p => `'${p.given}' is not the id of an organization`,
    remedy: () => "give the id of the organization, for example 'o-a1b2c3d4e5', not of its root, a unit or an account",
    see: 'https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html',
  }),
  RepositoryPolicyNotOurs: message<{}>({
    what: () => 'the policy of a repository that exists already cannot be changed from here',
    remedy: () => 'allow the pull where the repository is made',
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html',
  }),

  // Public repositories
  PublicRepositoryElsewhere: message<{ region: string; home: string }>({
    what: p => `the stack is in ${p.region}, but public repositories are made in ${p.home} only`,
    remedy: p => `put it into a stack whose \`env\` has the region '${p.home}'`,
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/public/public-registries.html',
  }),
  CatalogTextTooLong: message<{ given: number; most: number }>({
    what: p => `the text has ${p.given} characters, and the gallery takes ${p.most}`,
    remedy: () => 'shorten it, and link to the rest',
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/public/public-repository-catalog-data.html',
  }),

  // Settings of the registry
  RegistryTaken: message<{ owner: string }>({
    what: p => `the settings of this registry are said by ${p.owner} already, and an account has them once in each region`,
    remedy: () => 'say everything in one ImageRegistry, or give the stacks environments of their own (`env`)',
    see: REGISTRY,
  }),
  NothingScanned: message<{}>({
    what: () => 'enhanced scanning is asked for, and no repository',
    remedy: () => "name repositories in `continuous` or `scanOnPush`, for example '*'",
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html',
  }),
  RepositoryPatternInvalid: message<{ given: string }>({
    what: p => `'${p.given}' cannot be a pattern for repositories: 1 to 256 lower-case letters, digits, '.', '_', '-', '/' and at most four '*'`,
    remedy: () => "write a name in which '*' stands for anything, for example 'prod/*'",
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html',
  }),
  RepositoryPrefixInvalid: message<{ given: string }>({
    what: p => `'${p.given}' cannot be the beginning of the name of a repository: lower-case letters and digits, joined by '.', '_', '-' or '/'`,
    remedy: () => "write how the names begin, for example 'prod/', without a wildcard",
    see: REGISTRY,
  }),
  TooManyRepositoryFilters: message<{ given: number; most: number }>({
    what: p => `${p.given} repositories are named, but ECR takes ${p.most}`,
    remedy: () => 'name what they have in common',
    see: QUOTAS,
  }),
  TooManyReplicationRules: message<{ given: number; most: number }>({
    what: p => `${p.given} rules of replication are given, but a registry has at most ${p.most}`,
    remedy: () => 'put what goes to the same places into one rule',
    see: REPLICATION,
  }),
  TooManyReplicationDestinations: message<{ given: number; most: number }>({
    what: p => `images are copied to ${p.given} registries, but ECR copies to at most ${p.most}`,
    remedy: () => 'leave some out, or have one of the others pull through a cache (PullThroughCache.ecr())',
    see: REPLICATION,
  }),
  ReplicatedNowhere: message<{}>({
    what: () => 'a rule of replication has no destination',
    remedy: () => 'name at least one region',
    see: REPLICATION,
  }),
  ReplicatedToItself: message<{ region: string }>({
    what: p => `images would be copied to the registry that they are in (${p.region})`,
    remedy: () => 'name another region or account',
    see: REPLICATION,
  }),
  CachePrefixInvalid: message<{ given: string }>({
    what: p => `'${p.given}' cannot be the prefix of a cache: 2 to 30 lower-case letters and digits, joined by single '.', '_', '-' or '/'`,
    remedy: () => "choose a prefix like 'docker-hub'",
    see: CACHE,
  }),
  CachePrefixTwice: message<{ given: string }>({
    what: p => `two caches keep their images under '${p.given}'`,
    remedy: () => 'give one of them another `prefix`',
    see: CACHE,
  }),
  TooManyCaches: message<{ given: number; most: number }>({
    what: p => `${p.given} caches are given, but a registry has at most ${p.most}`,
    remedy: () => 'leave some out',
    see: QUOTAS,
  }),
  CacheSecretMisnamed: message<{ given?: string; nearest: string }>({
    what: p => `${p.given === undefined ? 'the secret has a name that CloudFormation chooses' : `the secret is called '${p.given}'`}, and ECR reads those only whose names begin with 'ecr-pullthroughcache/'`,
    remedy: p => `call it '${p.nearest}' (\`secretName\`)`,
    see: CACHE_SECRET,
  }),
  CacheSecretHasKey: message<{ registry: string }>({
    what: p => `the credentials for ${p.registry} are encrypted with a key of the account, which ECR may not use`,
    remedy: () => 'leave out `encryptionKey`, so that Secrets Manager uses its own',
    see: CACHE_SECRET,
  }),
  CacheRoleMissing: message<{ account: string }>({
    what: p => `images come from the registry of account ${p.account}, where ECR may pull only with a role`,
    remedy: () => "give a `role` that 'pullthroughcache.ecr.amazonaws.com' may assume",
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html',
  }),
  TemplatePrefixInvalid: message<{ given: string }>({
    what: p => `'${p.given}' cannot be the prefix of a template: 2 to 256 lower-case letters and digits, joined by single '.', '_', '-' or '/', or ROOT`,
    remedy: () => "write what is in front of the last '/' of the names, for example 'team'",
    see: TEMPLATES,
  }),
  NothingToPullThrough: message<{}>({
    what: () => 'the registry has no cache that could be filled',
    remedy: () => 'name one in `pullThroughCaches`, or leave out the permission',
    see: CACHE,
  }),
  TemplateTwice: message<{ given: string }>({
    what: p => `two templates are for repositories that begin with '${p.given}'`,
    remedy: () => 'put them into one',
    see: TEMPLATES,
  }),
  TemplateForNothing: message<{}>({
    what: () => 'a template is for no reason to make a repository',
    remedy: () => 'name at least one of its `origins`, or leave them out',
    see: TEMPLATES,
  }),
  TemplateNeedsKey: message<{}>({
    what: () => 'a template says that repositories are encrypted with a key of the account, but not with which',
    remedy: () => 'give the key: ImageEncryption.customerManaged(key)',
    see: TEMPLATES,
  }),

  // Namespaces
  PrefixTaken: message<{ given: string; owner: string }>({
    what: p => `what repositories of '${p.given}/' are like is said by ${p.owner} already, and ECR has one template for them in each account and region`,
    remedy: () => 'say it in one place, and give permissions elsewhere with ImageNamespace.fromPrefix()',
    see: TEMPLATES,
  }),
  NamespacePrefixInvalid: message<{ given?: string; nearest?: string }>({
    what: p => `${p.given === undefined ? 'a value that only the deployment knows' : `'${p.given}'`} cannot be the prefix of a namespace: 2 to 253 lower-case letters and digits, joined by single '.', '_', '-' or '/'`,
    remedy: p => p.nearest === undefined ? "write what is in front of the last '/' of the names, for example 'payments'" : `use '${p.nearest}'`,
    see: TEMPLATES,
  }),
  NamespaceRepositoryTwice: message<{ given: string; by: string }>({
    what: p => `'${p.given}' is the name of two repositories: ${p.by} has it already`,
    remedy: () => 'give it another name, or use the one that was made',
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-create.html',
  }),
  NamespaceNotForPushes: message<{ prefix: string }>({
    what: p => `a push makes no repository in '${p.prefix}/': the template of the namespace is for other origins`,
    remedy: () => 'add RepositoryOrigin.CREATE_ON_PUSH to `origins`, or use grantPush()',
    see: TEMPLATES,
  }),
};
