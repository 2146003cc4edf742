/**
 * What repositories are like that nobody wrote down: those that ECR makes for a cache, a copy or a push.
 */
import { Token } from 'aws-cdk-lib/core';
import { Finding, finding } from '../../findings';
import { ImageEncryption } from '../repository/image-encryption';
import { ImageRetention } from '../repository/image-retention';

/**
 * Why ECR makes a repository by itself.
 */
export enum RepositoryOrigin {
  /** An image is pulled through a cache for the first time. */
  PULL_THROUGH_CACHE = 'PULL_THROUGH_CACHE',
  /** An image is copied from another registry. */
  REPLICATION = 'REPLICATION',
  /** An image is pushed to a repository that is not there. */
  CREATE_ON_PUSH = 'CREATE_ON_PUSH',
}

/**
 * What repositories are like that ECR makes by itself. Those that exist already stay as they are.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 */
export interface RepositoryTemplate {
  /**
   * What is in front of the last `/` of their names, for example `team`. The longest prefix wins; `ROOT` is for those that no other
   * template is for.
   */
  readonly prefix: string;

  /**
   * Why they are made. A template with the prefix of a cache of the registry is for that cache in any case: ECR has one template for a
   * prefix.
   * @default - copies and pushes; and a cache, if one has the prefix
   */
  readonly origins?: RepositoryOrigin[];

  /**
   * Whether a tag that was pushed stays with its image for good. A cache cannot follow a tag that moves elsewhere then.
   * @default - true, unless `origins` names caches or a cache has the prefix
   */
  readonly immutableTags?: boolean;

  /**
   * Which images are forgotten.
   * @default ImageRetention.expireUntagged()
   */
  readonly retention?: ImageRetention;

  /**
   * The key that images are encrypted with.
   * @default ImageEncryption.awsOwned()
   */
  readonly encryption?: ImageEncryption;
}

const USUAL = [RepositoryOrigin.REPLICATION, RepositoryOrigin.CREATE_ON_PUSH];

const PREFIX = /^(?=.{2,256}$)(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

const ROOT = 'ROOT';

export function originsOf({ origins = USUAL }: RepositoryTemplate): RepositoryOrigin[] {
  return origins;
}

/** What is said about the prefix of a cache is for what the cache fills as well: ECR has one template for a prefix. */
export function withCache(template: RepositoryTemplate): RepositoryTemplate {
  const cache = RepositoryOrigin.PULL_THROUGH_CACHE;
  const origins = originsOf(template);
  return origins.includes(cache) ? template : { ...template, origins: [cache, ...origins] };
}

/** To ECR a prefix is the same with a slash behind it and without. */
export function bare(prefix: string): string {
  return Token.isUnresolved(prefix) ? prefix : prefix.replace(/\/$/, '');
}

/** The names of the repositories that a template is for. */
export function namesUnder(prefix: string): string {
  return prefix === ROOT ? '*' : `${bare(prefix)}/*`;
}

export function checkTemplates(templates: readonly RepositoryTemplate[]): Finding[] {
  return templates.flatMap((template, index) => {
    const path = `templates[${index}]`;
    const { prefix, origins, encryption, retention } = template;
    const twice = templates.findIndex(other => bare(other.prefix) === bare(prefix)) < index;
    return [
      ...(Token.isUnresolved(prefix) || prefix === ROOT || PREFIX.test(bare(prefix)) ? [] : [finding('TemplatePrefixInvalid', `${path}.prefix`, { given: prefix })]),
      ...(twice && !Token.isUnresolved(prefix) ? [finding('TemplateTwice', `${path}.prefix`, { given: prefix })] : []),
      ...(origins?.length === 0 ? [finding('TemplateForNothing', `${path}.origins`, {})] : []),
      ...(encryption?._needsKey && !encryption._key ? [finding('TemplateNeedsKey', `${path}.encryption`, {})] : []),
      ...(retention?._findings ?? []),
    ];
  });
}
