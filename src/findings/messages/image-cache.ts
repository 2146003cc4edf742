import { message } from '../message';

const CACHE = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html';

/** What is refused about images that are pulled by way of caches, and about tags of repositories. */
export const imageCacheMessages = {
  CacheHostInvalid: message<{ given: string }>({
    what: p => `'${p.given}' is not the host name of a registry`,
    remedy: () => "write it as in the name of an image, for example 'docker.io' or 'public.ecr.aws'",
    see: CACHE,
  }),
  ImageRegistryElsewhere: message<{ registry: string; there: string; here: string }>({
    what: p => `images would be pulled by way of the caches of ${p.registry}, which is in ${p.there}, and the platform is in ${p.here}`,
    remedy: p => `give the ImageRegistry of ${p.here}, or leave out \`imageRegistry\``,
    see: CACHE,
  }),
  RepositoryTagMoves: message<{ repository: string; tag: string }>({
    what: p => `the tag '${p.tag}' may be moved to another image tomorrow: ${p.repository} lets it`,
    remedy: () => 'name a digest, have the repository keep its tags (`immutableTags`, `mutableTags`), or use a profile with `pinnedImages: false`',
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
  }),
};
