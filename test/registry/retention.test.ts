/**
 * What the presets keep, whatever is pushed: their policies, carried out by the rules that ECR publishes for policies.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
import { Duration, Stack } from 'aws-cdk-lib/core';
import * as fc from 'fast-check';
import { ImageRetention, TagPrefixRetention } from '../../src/registry';
import { likes } from '../../tools/iam';

const STACK = new Stack();

interface Pushed {
  readonly tags: readonly string[];
  /** Days since. */
  readonly age: number;
}

interface Rule {
  readonly rulePriority: number;
  readonly selection: {
    readonly tagStatus: string;
    readonly tagPrefixList?: string[];
    readonly tagPatternList?: string[];
    readonly storageClass?: string;
    readonly countType: string;
    readonly countNumber: number;
  };
  readonly action: { readonly type: string };
}

/**
 * What is left. A rule sees images that rules before it have seen, and counts them, but takes none of them. What is in the archive is left
 * out: nothing in these stories is there.
 */
function left<T extends Pushed>(retention: ImageRetention, images: readonly T[]): T[] {
  const rules: Rule[] = JSON.parse(STACK.resolve(retention._toText(STACK)) ?? '{"rules":[]}').rules;
  const seen = new Set<T>();
  const gone = new Set<T>();
  for (const { selection, action } of [...rules].sort((one, other) => one.rulePriority - other.rulePriority)) {
    const { tagStatus, tagPrefixList = [], tagPatternList = [], countType, countNumber, storageClass } = selection;
    const fitting = storageClass ? [] : images.filter(({ tags }) => tagStatus === 'any' || (tagStatus === 'tagged') === tags.length > 0)
      .filter(({ tags }) => tagPrefixList.every(prefix => tags.some(tag => tag.startsWith(prefix))))
      .filter(({ tags }) => tagPatternList.every(pattern => tags.some(tag => likes(pattern, tag))));
    const newestFirst = [...fitting].sort((one, other) => one.age - other.age);
    const taken = countType === 'imageCountMoreThan' ? newestFirst.slice(countNumber) : newestFirst.filter(({ age }) => age >= countNumber);
    if (action.type === 'expire') {
      taken.filter(image => !seen.has(image)).forEach(image => gone.add(image));
    }
    fitting.forEach(image => seen.add(image));
  }
  return images.filter(image => !gone.has(image));
}

const KINDS = ['release-', 'pr-', 'nightly-', 'other-'];

/** Images of different ages, each with tags of one kind or with none. */
const images = fc.uniqueArray(fc.record({
  age: fc.integer({ min: 0, max: 400 }),
  tags: fc.oneof(fc.constant<string[]>([]), fc.tuple(fc.constantFrom(...KINDS), fc.integer({ min: 1, max: 2 })).map(([kind, count]) =>
    Array.from({ length: count }, (_, index) => `${kind}${index}`))),
}), { selector: ({ age }) => age, maxLength: 40 });

const counts = fc.integer({ min: 1, max: 6 });
const tagged = <T extends Pushed>(all: readonly T[]) => all.filter(({ tags }) => tags.length > 0);
const ofKind = <T extends Pushed>(all: readonly T[], prefix: string) =>
  all.filter(({ tags }) => tags.some(tag => tag.startsWith(prefix))).sort((one, other) => one.age - other.age);

test.each<[string, ImageRetention]>([
  ['expireUntagged()', ImageRetention.expireUntagged()],
  ['forever()', ImageRetention.forever()],
  ['archiveUnpulled()', ImageRetention.archiveUnpulled(Duration.days(90))],
])('%s removes nothing that has a tag', (_, retention) => {
  fc.assert(fc.property(images, all => expect(tagged(left(retention, all))).toEqual(tagged(all))));
});

test('images without a tag go when their time has come, and not before', () => {
  fc.assert(fc.property(images, counts, (all, days) => {
    const untagged = (some: readonly Pushed[]) => some.filter(({ tags }) => tags.length === 0);
    expect(untagged(left(ImageRetention.expireUntagged(Duration.days(days)), all))).toEqual(untagged(all).filter(({ age }) => age < days));
  }));
});

test('keepLast() keeps the newest that have a tag, of whatever kind', () => {
  fc.assert(fc.property(images, counts, (all, count) => {
    expect(ofKind(left(ImageRetention.keepLast(count), all), '')).toEqual(ofKind(all, '').slice(0, count));
  }));
});

test('perTagPrefix() keeps the newest of each kind, and all of other kinds', () => {
  fc.assert(fc.property(images, fc.tuple(counts, counts, counts), (all, [releases, requests, nights]) => {
    const rest = left(ImageRetention.perTagPrefix([
      { prefix: 'release-', count: releases }, { prefix: 'pr-', count: requests }, { prefix: 'nightly-', count: nights },
    ]), all);
    const most = [releases, requests, nights, Infinity];
    expect(KINDS.map(kind => ofKind(rest, kind))).toEqual(most.map((count, index) => ofKind(all, KINDS[index]).slice(0, count)));
  }));
});

test('perTagPrefix() never takes the newest that begins so, even where one prefix begins another', () => {
  const prefixes: TagPrefixRetention[] = [{ prefix: 'v1.2.', count: 1 }, { prefix: 'v1.', count: 2 }, { prefix: 'v', count: 1 }];
  const version = fc.record({ age: fc.nat(400), tags: fc.constantFrom('v1.2.', 'v1.3.', 'v2.').map(start => [`${start}0`]) });
  const versions = fc.uniqueArray(version, { selector: ({ age }) => age });
  fc.assert(fc.property(versions, all => {
    const rest = left(ImageRetention.perTagPrefix(prefixes), all);
    expect(prefixes.map(({ prefix }) => ofKind(rest, prefix)[0])).toEqual(prefixes.map(({ prefix }) => ofKind(all, prefix)[0]));
  }));
});

describe('what cannot be promised', () => {
  const PREFIXES = ImageRetention.perTagPrefix([{ prefix: 'release-', count: 1 }, { prefix: 'pr-', count: 5 }]);

  test('an image with tags of two kinds goes with the first of them, although it is the only one of the second', () => {
    const both = { age: 2, tags: ['release-1', 'pr-7'] };
    expect(left(PREFIXES, [{ age: 1, tags: ['release-2'] }, both])).not.toContain(both);
  });

  test('a prefix that begins another one counts images of that, too', () => {
    const only = { age: 2, tags: ['v1'] };
    expect(left(ImageRetention.perTagPrefix([{ prefix: 'v1-hotfix-', count: 1 }, { prefix: 'v1', count: 1 }]), [{ age: 1, tags: ['v1-hotfix-1'] }, only])).not.toContain(only);
  });

  test('keepLast() knows no kinds: many of one drive out the only one of another', () => {
    const release = { age: 9, tags: ['release-1'] };
    expect(left(ImageRetention.keepLast(2), [{ age: 1, tags: ['pr-1'] }, { age: 2, tags: ['pr-2'] }, release])).not.toContain(release);
  });
});
