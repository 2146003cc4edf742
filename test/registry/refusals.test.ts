import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Duration } from 'aws-cdk-lib/core';
import { registryMessages } from '../../src/findings/messages/registry';
import { ImageEncryption, ImageRepository, ImageRepositoryProps, ImageRetention, TagPrefixRetention } from '../../src/registry';
import { IRELAND, refused, stackIn } from '../network/harness';

const perTagPrefix = (...prefixes: TagPrefixRetention[]) => ({ retention: ImageRetention.perTagPrefix(prefixes) });
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ prefix: `p${String(index).padStart(2, '0')}-`, count: 1 }));

/** Wrong input, the findings it must meet, and what the first remedy must say. */
const REFUSALS: [string, ImageRepositoryProps, [string, string][], string][] = [
  ['a name with capitals', { repositoryName: 'Team/My Service' }, [['RepositoryNameInvalid', 'repositoryName']], "use 'team/my-service'"],
  ['a name with doubled separators', { repositoryName: 'team//my--service-' }, [['RepositoryNameInvalid', 'repositoryName']], "use 'team/my-service'"],
  ['a name of one letter', { repositoryName: 'a' }, [['RepositoryNameInvalid', 'repositoryName']], 'choose a name'],
  ['a name too long', { repositoryName: 'a'.repeat(257) }, [['RepositoryNameInvalid', 'repositoryName']], 'choose a name'],
  ['keeping no image', { retention: ImageRetention.keepLast(0) }, [['RetentionCountOutOfRange', 'retention.count']], 'keep 1'],
  ['keeping half an image', { retention: ImageRetention.keepLast(2.6) }, [['RetentionCountOutOfRange', 'retention.count']], 'keep 3'],
  ['expiry within hours', { retention: ImageRetention.expireUntagged(Duration.hours(6)) }, [['RetentionAgeOutOfRange', 'retention.untaggedAfter']], 'Duration.days(1)'],
  ['expiry in days and hours', { retention: ImageRetention.keepLast(5, { untaggedAfter: Duration.hours(60) }) }, [['RetentionAgeOutOfRange', 'retention.untaggedAfter']], 'Duration.days(3)'],
  ['no prefix', perTagPrefix(), [['TagPrefixesMissing', 'retention.prefixes']], 'expireUntagged'],
  ['a prefix with a wildcard', perTagPrefix({ prefix: 'v*', count: 1 }), [['TagPrefixInvalid', 'retention.prefixes[0].prefix']], 'without a wildcard'],
  ['an empty prefix', perTagPrefix({ prefix: '', count: 1 }), [['TagPrefixInvalid', 'retention.prefixes[0].prefix']], 'release-'],
  ['a prefix twice', perTagPrefix({ prefix: 'v', count: 1 }, { prefix: 'v', count: 2 }), [['TagPrefixShadowed', 'retention.prefixes[1].prefix']], 'leave out'],
  ['a prefix behind a shorter one', perTagPrefix({ prefix: 'v', count: 1 }, { prefix: 'v2', count: 2 }), [['TagPrefixShadowed', 'retention.prefixes[1].prefix']], "put 'v2' before 'v'"],
  ['a prefix that keeps none', perTagPrefix({ prefix: 'v', count: -1 }), [['RetentionCountOutOfRange', 'retention.prefixes[0].count']], 'keep 1'],
  ['fifty prefixes', perTagPrefix(...many(50)), [['TooManyRetentionRules', 'retention.prefixes']], 'at most 49'],
  ['a mutable tag with a slash', { mutableTags: ['latest', 'dev/*'] }, [['MutableTagInvalid', 'mutableTags[1]']], "'dev-*'"],
  ['six mutable tags', { mutableTags: ['a', 'b', 'c', 'd', 'e', 'f'] }, [['TooManyMutableTags', 'mutableTags']], 'combine'],
  ['exceptions from nothing', { immutableTags: false, mutableTags: ['latest'] }, [['MutableTagsUnused', 'mutableTags']], 'leave out'],
  ['several things at once', { repositoryName: 'X Y', mutableTags: ['?'], retention: ImageRetention.keepLast(0) },
    [['RepositoryNameInvalid', 'repositoryName'], ['MutableTagInvalid', 'mutableTags[0]'], ['RetentionCountOutOfRange', 'retention.count']], "use 'x-y'"],
];

test.each(REFUSALS)('%s is refused', (_, props, expected, remedy) => {
  const findings = refused(() => new ImageRepository(stackIn({ env: IRELAND }), 'Images', props));
  expect(findings.map(({ code, path }) => [code, path])).toEqual(expected);
  expect(findings[0].remedy).toContain(remedy);
});

test('forty-nine prefixes are not too many', () => {
  expect(refused(() => new ImageRepository(stackIn({ env: IRELAND }), 'Images', perTagPrefix(...many(49))))).toEqual([]);
});

test('a key of another region is refused', () => {
  const stack = stackIn({ env: IRELAND });
  const key = kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:us-east-1:123456789012:key/0000');
  const [found] = refused(() => new ImageRepository(stack, 'Images', { encryption: ImageEncryption.customerManaged(key) }));
  expect(found).toMatchObject({ code: 'KeyInOtherRegion', path: 'encryption.key', remedy: 'give a key of eu-west-1' });
});

test.each([
  ['1234', 'AccountIdInvalid'],
  ['1234-5678-9012', 'AccountIdInvalid'],
])('pulling from account %p is refused', (accountId, code) => {
  expect(refused(() => new ImageRepository(stackIn(), 'Images').allowPullFromAccount(accountId)).map(found => found.code)).toEqual([code]);
});

test.each(['ou-a1b2-c3d4e5f6', 'r-a1b2', '123456789012'])('pulling from organization %p is refused', organizationId => {
  expect(refused(() => new ImageRepository(stackIn(), 'Images').allowPullFromOrganization(organizationId)).map(found => found.code)).toEqual(['OrganizationIdInvalid']);
});

test('changing the policy of a repository that exists already is refused', () => {
  const stack = stackIn();
  const images = ImageRepository.fromRepository(stack, 'Images', ecr.Repository.fromRepositoryName(stack, 'Repository', 'team/service'));
  for (const act of [() => images.allowPullFromAccount('123456789012'), () => images.allowPullFromOrganization('o-a1b2c3d4e5')]) {
    expect(refused(act).map(found => found.code)).toEqual(['RepositoryPolicyNotOurs']);
  }
});

test('every message about the registry is reached by a test', () => {
  const elsewhere = ['KeyInOtherRegion', 'AccountIdInvalid', 'OrganizationIdInvalid', 'RepositoryPolicyNotOurs'];
  const reached = new Set([...elsewhere, ...REFUSALS.flatMap(([, , expected]) => expected.map(([code]) => code))]);
  expect([...reached].sort()).toEqual(Object.keys(registryMessages).sort());
});
