import { message } from '../message';

const LIFECYCLE = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html';
const MUTABILITY = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html';

/** What is refused about the registry. */
export const registryMessages = {
  RepositoryNameInvalid: message<{ given: string; nearest?: string }>({
    what: p => `'${p.given}' cannot be the name of a repository: 2 to 256 lower-case letters and digits, joined by single '.', '_', '-' or '/'`,
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
};
