/**
 * Images that cannot be pulled where there is no way to the internet: AWS has endpoints for private registries of the same region alone.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
import * as ecr from 'aws-cdk-lib/aws-ecr';
import { Annotations, Stack, Token } from 'aws-cdk-lib/core';
import { IConstruct } from 'constructs';
import { Finding, finding } from '../../findings';
import { ImageSpec, WorkloadSpec } from '../../model';
import { INetwork, isClosed } from '../../network';

const HUB = 'docker.io';

/** Registries that are in the internet for certain. Any other host may be one that somebody has put into the network. */
const PUBLIC = [
  HUB, 'index.docker.io', 'registry-1.docker.io', 'public.ecr.aws', 'quay.io', 'ghcr.io', 'registry.gitlab.com', 'registry.k8s.io', 'k8s.gcr.io', 'gcr.io',
  'mcr.microsoft.com', 'cgr.dev', 'nvcr.io', 'lscr.io', 'docker.elastic.co', 'registry.access.redhat.com',
];
const PUBLIC_SUFFIXES = ['.gcr.io', '.pkg.dev', '.azurecr.io'];

/** A private registry of ECR, under each of its names. */
const ECR_HOST = /^\d{12}\.dkr(?:\.ecr|-ecr)(?:-fips)?\.([a-z0-9-]+)\./;

/** What is refused of the images of a workload because of its network. Of other networks nobody knows what they reach. */
export function checkImages(network: INetwork, { containers }: WorkloadSpec): Finding[] {
  return isClosed(network) ? containers.flatMap(({ name, image }) => checkImage(network, `containers.${name}.image`, image)) : [];
}

function checkImage(network: INetwork, path: string, image: ImageSpec): Finding[] {
  const { region } = Stack.of(network);
  const differs = (other: string | undefined) => other !== undefined && ![other, region].some(each => Token.isUnresolved(each)) && other !== region;
  if (image.kind === 'repository') {
    const { repositoryName, env } = image.repository.value as ecr.IRepository;
    const given = Token.isUnresolved(repositoryName) ? image.repository.label : repositoryName;
    return differs(env.region) ? [finding('ImageInOtherRegion', path, { given, there: env.region, here: region })] : [];
  }
  if (image.kind !== 'registry' || image.cachedAs) {
    return [];
  }
  const { reference } = image;
  const host = hostOf(reference);
  if (PUBLIC.includes(host) || PUBLIC_SUFFIXES.some(suffix => host.endsWith(suffix))) {
    return [finding('ImageOutOfReach', path, { reference, host })];
  }
  const there = ECR_HOST.exec(host)?.[1];
  return differs(there) ? [finding('ImageInOtherRegion', path, { given: reference, there: there!, here: region })] : [];
}

/** What is in front of the first slash, if it looks like a host; Docker Hub needs no name. */
function hostOf(reference: string): string {
  const [first, ...rest] = reference.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') || Token.isUnresolved(first) ? first.toLowerCase() : HUB;
}

/** What has to be known of a platform. */
export interface PlatformInNetwork {
  readonly network: INetwork;
  _isInNetwork(spec: WorkloadSpec): boolean;
}

/**
 * A cache fetches an image through the network of whoever asks first, if that one asks by way of an endpoint.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
 */
export function warnOfFirstPulls(scope: IConstruct, platform: PlatformInNetwork, spec: WorkloadSpec): void {
  const names = spec.containers.flatMap(({ image }) => image.kind === 'registry' && image.cachedAs ? [`${image.cachedAs.repository}${image.cachedAs.version}`] : []);
  if (names.length > 0 && isClosed(platform.network) && platform._isInNetwork(spec)) {
    Annotations.of(scope).addWarningV2('cdk-container-platform:firstPullNeedsAWay',
      'A cache cannot fetch an image for whoever asks for it through an endpoint and has no way to the internet. '
      + `Before a version is deployed, have somebody pull it once who has one: ${[...new Set(names)].join(', ')}.`);
  }
}
