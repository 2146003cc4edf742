import { Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { CacheEntry, ImageRegistryBase } from './image-registry-base';
import { isCachePrefix } from './pull-through-cache';
import { finding, refuse } from '../../findings';

const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z0-9]$/i;

/**
 * A registry whose caches are made elsewhere, as `ImageRegistry.fromCaches()` returns it.
 */
export class ExistingImageRegistry extends ImageRegistryBase {
  private readonly entries: readonly CacheEntry[];

  /**
   * @param scope the parent
   * @param id the id in the scope
   * @param caches the prefix of each cache, by the host name of the registry whose images it keeps
   */
  constructor(scope: Construct, id: string, caches: { [registry: string]: string }) {
    super(scope, id);
    this.entries = Object.entries(caches).map(([host, prefix]) => ({ host, prefix }));
    refuse(this, [
      ...(this.entries.length === 0 ? [finding('NothingToPullThrough', 'caches', {})] : []),
      ...this.entries.flatMap(({ host, prefix }) => [
        ...(HOST.test(host) ? [] : [finding('CacheHostInvalid', `caches.${host}`, { given: host })]),
        ...(Token.isUnresolved(prefix) || isCachePrefix(prefix) ? [] : [finding('CachePrefixInvalid', `caches.${host}`, { given: prefix })]),
      ]),
    ]);
  }

  /** @internal */
  public get _caches(): readonly CacheEntry[] {
    return this.entries;
  }
}
