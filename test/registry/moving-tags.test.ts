import * as ecr from 'aws-cdk-lib/aws-ecr';
import { CfnParameter } from 'aws-cdk-lib/core';
import { ImageRepository } from '../../src/registry';
import { Image, PlatformProfile } from '../../src/vocabulary';
import { Ground, ground, refusals, service } from '../ecs/support';

const MOVES = ['RepositoryTagMoves containers.api.image.tag'];

/** What is refused of an image of this repository, in production unless another profile is given. */
function refusedOf(
  repository: (on: Ground) => ecr.IRepository, tag: string | ((on: Ground) => string), profile = PlatformProfile.PRODUCTION,
): string[] {
  const on = ground();
  const platform = on.platform({ profile });
  const image = Image.fromRepository(repository(on), { tag: typeof tag === 'string' ? tag : tag(on) });
  return refusals(() => service(on.stack, 'Api', platform, { image }));
}

const ours = (props?: ConstructorParameters<typeof ImageRepository>[2]) => ({ stack }: Ground) => new ImageRepository(stack, 'Images', props).repository;
const later = ({ stack }: Ground) => new CfnParameter(stack, 'Tag').valueAsString;

test('a repository that keeps its tags is taken at its word', () => {
  expect(refusedOf(ours(), '1.2')).toEqual([]);
  expect(refusedOf(ours({ mutableTags: ['dev-*', 'v1.*'] }), 'v11')).toEqual([]);
});

test('a tag that the repository lets move is refused', () => {
  expect(refusedOf(ours({ immutableTags: false }), '1.2')).toEqual(MOVES);
  expect(refusedOf(ours({ mutableTags: ['dev-*', 'v1.*'] }), 'v1.2')).toEqual(MOVES);
});

test('a tag that is known at deployment only is refused where all of them move', () => {
  expect(refusedOf(ours({ immutableTags: false }), later)).toEqual(MOVES);
  expect(refusedOf(ours({ mutableTags: ['dev-*'] }), later)).toEqual([]);
  expect(refusedOf(ours(), later)).toEqual([]);
});

test('in development tags may move', () => {
  expect(refusedOf(ours({ immutableTags: false }), '1.2', PlatformProfile.DEVELOPMENT)).toEqual([]);
});

test('what a repository does that was there before nobody knows', () => {
  expect(refusedOf(({ stack }) => ecr.Repository.fromRepositoryName(stack, 'Images', 'shop'), '1.2')).toEqual([]);
});
