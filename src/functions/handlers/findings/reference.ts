/** Takes the name of an image in a private repository of ECR apart. */

export interface PrivateImage {
  readonly registryId: string;
  readonly region: string;
  readonly repositoryName: string;
  readonly imageId: { readonly imageDigest: string } | { readonly imageTag: string };
}

/** Account and region are part of the host; registries in partitions of their own, and those of dual stack, end otherwise. */
const HOST = /^(\d{12})\.dkr[.-]ecr(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.[a-z.]+|on\.[a-z.]+|[a-z0-9.-]+)$/;

/** Undefined for an image that is somewhere else. */
export function privateImage(reference: string): PrivateImage | undefined {
  const slash = reference.indexOf('/');
  const host = HOST.exec(reference.slice(0, Math.max(0, slash)));
  if (!host) { return undefined; }
  const [, registryId, region] = host;
  const [tagged, imageDigest] = reference.slice(slash + 1).split('@');
  const [repositoryName, imageTag = 'latest'] = tagged.split(':');
  return { registryId, region, repositoryName, imageId: imageDigest ? { imageDigest } : { imageTag } };
}

/** As people call it who know in which registry it is. */
export function shortName({ repositoryName, imageId }: PrivateImage): string {
  return 'imageDigest' in imageId ? `${repositoryName}@${imageId.imageDigest}` : `${repositoryName}:${imageId.imageTag}`;
}
