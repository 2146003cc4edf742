import { registryMessages } from '../../src/findings/messages/registry';
import { ImageRepository, ImageRepositoryProps, ImageRetention } from '../../src/registry';
import { IRELAND, refused, stackIn } from '../network/harness';
import { codesOf, expectRefused } from '../wrong-inputs/expect-refused';
import { manyPrefixes, REGISTRY_MISTAKES } from '../wrong-inputs/registry';

const make = (props: ImageRepositoryProps) => refused(() => new ImageRepository(stackIn({ env: IRELAND }), 'Images', props));

describe('every mistake is refused with its code, its place and a way out', () => expectRefused(REGISTRY_MISTAKES));

test('everything that is wrong is said at once, in the order in which it was asked', () => {
  const findings = make({ repositoryName: 'X Y', mutableTags: ['?'], retention: ImageRetention.keepLast(0) });

  expect(findings.map(({ code, path }) => [code, path])).toEqual([
    ['RepositoryNameInvalid', 'repositoryName'], ['MutableTagInvalid', 'mutableTags[0]'], ['RetentionCountOutOfRange', 'retention.count'],
  ]);
  expect(findings[0].remedy).toContain("use 'x-y'");
});

test('forty-nine prefixes are not too many', () => {
  expect(make(manyPrefixes(49))).toEqual([]);
});

test('every message about the registry is reached by a mistake', () => {
  expect(codesOf(REGISTRY_MISTAKES)).toEqual(Object.keys(registryMessages).sort());
});
