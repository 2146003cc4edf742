/**
 * What an image is called in a cache of the account's own registry. The names that people write leave a lot to the reader, and a cache
 * takes nothing but the whole name.
 */
import { Token } from 'aws-cdk-lib/core';
import { CachedImage, ImageCache, ImageSpec } from './image';

/** Docker Hub has several names, and is what is meant where there is none. */
const DOCKER_HUB = 'docker.io';
const HUB_NAMES = [DOCKER_HUB, 'index.docker.io', 'registry-1.docker.io'];

/** The images that Docker itself looks after. */
const OFFICIAL = 'library';

/** A private registry of ECR, under either of its names. */
const ECR_HOST = /^(\d{12})\.dkr(?:\.ecr|-ecr)\.([a-z0-9-]+)\.[a-z.]+$/;

/** What ECR lets a repository be called. Other registries take more. */
const REPOSITORY = /^(?=.{2,256}$)(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/** Has the image pulled by way of the first cache that there is for its registry. */
export function throughCache(image: ImageSpec, caches: readonly ImageCache[]): ImageSpec {
  if (image.kind !== 'registry' || image.credentials || image.direct) {
    return image;
  }
  const cachedAs = cachedName(image.reference, caches);
  return cachedAs ? { ...image, cachedAs } : image;
}

/**
 * Undefined where there is no cache for it, where ECR could not keep it, where the name is known at deployment only, and where it is
 * named by its digest: a cache is filled by those who ask for a tag, and says of a digest that it does not have that there is none.
 *
 * @see https://github.com/aws/containers-roadmap/issues/2837
 */
export function cachedName(reference: string, caches: readonly ImageCache[]): CachedImage | undefined {
  const { host, path, version } = takeApart(reference);
  const cache = caches.find(({ host: upstream }) => registryOf(upstream) === host);
  const repository = `${cache?.prefix}/${path}`;
  const isRepository = !Token.isUnresolved(path) && (Token.isUnresolved(cache?.prefix) || REPOSITORY.test(repository));
  return cache && isRepository && !version.includes('@') ? { repository, version } : undefined;
}

/** One name for each registry, whichever of its names is given. */
export function registryOf(host: string): string {
  const name = host.toLowerCase();
  const [, account, region] = ECR_HOST.exec(name) ?? [];
  return account ? `ecr ${account} ${region}` : HUB_NAMES.includes(name) ? DOCKER_HUB : name;
}

/** Apart from its end: a colon belongs to the host, unless no slash is behind it. */
function takeApart(reference: string): { readonly host: string; readonly path: string; readonly version: string } {
  const [tagged] = reference.split('@', 1);
  const colon = tagged.lastIndexOf(':');
  const name = colon > tagged.lastIndexOf('/') ? tagged.slice(0, colon) : tagged;
  const version = reference.slice(name.length);
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(0, slash));
  const hasHost = /[.:A-Z]/.test(first) || first === 'localhost';
  const host = hasHost ? registryOf(first) : DOCKER_HUB;
  const path = hasHost ? name.slice(slash + 1) : name;
  return { host, path: host === DOCKER_HUB && !path.includes('/') ? `${OFFICIAL}/${path}` : path, version };
}
