/**
 * Images that are pulled by way of caches of the account's own registry: whether the platform may, what they are called there, and what
 * their pullers need.
 */
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack, Stage, Token } from 'aws-cdk-lib/core';
import { IConstruct, IDependable } from 'constructs';
import { Finding, finding } from '../../findings';
import { CachedImage, RegistryImage, WorkloadSpec } from '../../model';
import { FILL_CACHES, ImageRegistryBase } from '../../registry';

/** What every pull takes. */
const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** Images are pulled from the registry of the account and region that a platform is in; those of another one would not be found. */
export function checkImageRegistry(platform: IConstruct, registry: ImageRegistryBase | undefined): Finding[] {
  if (registry === undefined) {
    return [];
  }
  const here = placeOf(platform);
  const there = placeOf(registry);
  const differing = (['account', 'region'] as const)
    .filter(part => here[part] !== there[part] && ![here[part], there[part]].some(each => Token.isUnresolved(each)));
  return [
    ...(registry._caches.length === 0 ? [finding('NothingToPullThrough', 'imageRegistry', {})] : []),
    ...(differing.length > 0 ? [finding('ImageRegistryElsewhere', 'imageRegistry', {
      registry: registry.node.path, there: differing.map(part => there[part]).join(', '), here: differing.map(part => here[part]).join(', '),
    })] : []),
  ];
}

function placeOf(construct: IConstruct): { readonly account: string; readonly region: string } {
  const { account, region } = Stack.of(construct);
  return { account, region };
}

/** What an image of any registry is called where it is pulled from. */
export function nameToPull(scope: IConstruct, { reference, cachedAs }: RegistryImage): string {
  const { account, region, urlSuffix } = Stack.of(scope);
  return cachedAs ? `${account}.dkr.ecr.${region}.${urlSuffix}/${cachedAs.repository}${cachedAs.version}` : reference;
}

/** What pulls exactly this image, whether it is the first to do so or not. */
export function rightsToPull(scope: IConstruct, { repository }: CachedImage): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      actions: [...PULL, ...FILL_CACHES],
      resources: [Stack.of(scope).formatArn({ service: 'ecr', resource: 'repository', resourceName: repository })],
    }),
    new iam.PolicyStatement({ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }),
  ];
}

/** The caches that have to be there before a workload is. Those of another stage are deployed at other times. */
export function cachesOf(scope: IConstruct, registry: ImageRegistryBase | undefined, { containers }: WorkloadSpec): IDependable[] {
  const repositories = containers.flatMap(({ image }) => image.kind === 'registry' && image.cachedAs ? [image.cachedAs.repository] : []);
  return registry && Stage.of(registry) === Stage.of(scope)
    ? registry._caches.flatMap(({ prefix, rule }) => rule && repositories.some(name => name.startsWith(`${prefix}/`)) ? [rule] : [])
    : [];
}
