import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { ImageRegistryEvents } from './events';
import { finding, refuse } from '../../findings';

/**
 * A registry elsewhere, and where the account's own keeps the images that are pulled from it.
 *
 * @internal
 */
export interface CacheEntry {
  /** Host name of the registry elsewhere. */
  readonly host: string;
  /** What the repositories are in. */
  readonly prefix: string;
  /** What has to be there before the first pull. Undefined for a rule that is made elsewhere. */
  readonly rule?: ecr.CfnPullThroughCacheRule;
}

/**
 * The registry of an account in a region, whoever says what its settings are: what platforms pull images by way of.
 */
export abstract class ImageRegistryBase extends ImageRegistryEvents {
  /**
   * Lets a principal fill the caches: pull images by way of them that nobody has pulled before. Pulling what is there already is a
   * matter of the repositories, and needs permission besides. What platforms run gets both by itself.
   *
   * Throws if the registry has no cache.
   *
   * @param grantee for example the role of a pipeline
   */
  public grantPullThrough(grantee: iam.IGrantable): iam.Grant {
    refuse(this, this._caches.length > 0 ? [] : [finding('NothingToPullThrough', 'pullThroughCaches', {})]);
    return iam.Grant.addToPrincipal({
      grantee,
      actions: [...FILL_CACHES],
      resourceArns: this._caches.map(({ prefix }) => Stack.of(this).formatArn({ service: 'ecr', resource: 'repository', resourceName: `${prefix}/*` })),
    });
  }

  /** @internal */
  public abstract get _caches(): readonly CacheEntry[];
}

/**
 * What filling a cache takes besides pulling: to fetch the image, and to make the repository that it is put into.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
 */
export const FILL_CACHES: readonly string[] = ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'];
