import { imageCacheMessages } from '../../src/findings/messages/image-cache';
import { ImageRegistry, PullThroughCache } from '../../src/registry';
import { IRELAND, stackIn } from '../network/harness';
import { codesOf, expectRefused } from '../wrong-inputs/expect-refused';
import { IMAGE_CACHE_MISTAKES } from '../wrong-inputs/image-cache';

describe('every mistake is refused with its code, its place and a way out', () => expectRefused(IMAGE_CACHE_MISTAKES));

test('every message about where images come from is reached by a mistake', () => {
  expect(codesOf(IMAGE_CACHE_MISTAKES)).toEqual(expect.arrayContaining(Object.keys(imageCacheMessages)));
});

test('a registry of ECR is known by its account, if the stack knows where it is', () => {
  const hosts = (env?: { account: string; region: string }) => {
    const { _caches } = new ImageRegistry(stackIn({ env }), 'Registry', { pullThroughCaches: [PullThroughCache.ecr({ region: 'us-east-1' })] });
    return _caches.map(({ host }) => host);
  };

  expect(hosts({ account: IRELAND.account!, region: IRELAND.region! })).toEqual([`${IRELAND.account}.dkr.ecr.us-east-1.amazonaws.com`]);
  expect(hosts()[0]).toMatch(/^\$\{Token\[AWS.AccountId/);
});
