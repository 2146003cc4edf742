import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Stack } from 'aws-cdk-lib/core';
import { refused } from './refused';
import { WrongInput } from './wrong-input';
import { Code } from '../../src/findings';
import { ImageRegistry, PullThroughCache } from '../../src/registry';
import { Image } from '../../src/vocabulary';
import { ground, IRELAND, service } from '../ecs/support';

/** A mistake in saying which caches there are. */
function wrongCaches(code: Code, path: string, remedy: string, caches: { [registry: string]: string }): WrongInput {
  return { code, path, remedy, findings: () => refused(() => ImageRegistry.fromCaches(new Stack(), 'Registry', caches)) };
}

/** A mistake in naming an image of a repository that is made like this. */
function wrongTag(tag: string, props: ecr.RepositoryProps): WrongInput {
  return {
    code: 'RepositoryTagMoves',
    path: 'containers.api.image.tag',
    remedy: 'name a digest',
    findings: () => {
      const { stack, platform } = ground();
      const repository = new ecr.Repository(stack, 'Images', props);
      return refused(() => service(stack, 'Api', platform(), { image: Image.fromRepository(repository, { tag }) }));
    },
  };
}

/** Mistakes in where images are pulled from, and by which name. */
export const IMAGE_CACHE_MISTAKES: readonly WrongInput[] = [
  wrongCaches('NothingToPullThrough', 'caches', 'name one', {}),
  wrongCaches('CacheHostInvalid', 'caches.https://quay.io', "'docker.io'", { 'https://quay.io': 'quay' }),
  wrongCaches('CacheHostInvalid', 'caches.docker-hub', "'docker.io'", { 'docker-hub': 'docker.io' }),
  wrongCaches('CachePrefixInvalid', 'caches.quay.io', "'docker-hub'", { 'quay.io': 'Quay/' }),
  {
    code: 'NothingToPullThrough',
    path: 'imageRegistry',
    remedy: 'name one',
    findings: () => {
      const { stack, platform } = ground();
      return refused(() => platform({ imageRegistry: new ImageRegistry(stack, 'Registry', {}) }));
    },
  },
  ...[{ ...IRELAND, region: 'us-east-1' }, { ...IRELAND, account: '999988887777' }].map((env): WrongInput => ({
    code: 'ImageRegistryElsewhere',
    path: 'imageRegistry',
    remedy: 'give the ImageRegistry of',
    findings: () => {
      const { app, platform } = ground({ env: IRELAND });
      const imageRegistry = new ImageRegistry(new Stack(app, 'Elsewhere', { env }), 'Registry', { pullThroughCaches: [PullThroughCache.quay()] });
      return refused(() => platform({ imageRegistry }));
    },
  })),
  wrongTag('1.2', {}),
  wrongTag('dev-7', {
    imageTagMutability: ecr.TagMutability.IMMUTABLE_WITH_EXCLUSION,
    imageTagMutabilityExclusionFilters: [ecr.ImageTagMutabilityExclusionFilter.wildcard('dev-*')],
  }),
  wrongTag('1.2', {
    imageTagMutability: ecr.TagMutability.MUTABLE_WITH_EXCLUSION,
    imageTagMutabilityExclusionFilters: [ecr.ImageTagMutabilityExclusionFilter.wildcard('v*')],
  }),
];
