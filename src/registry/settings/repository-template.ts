/**
 * What repositories are like that nobody wrote down: those that ECR makes for a cache, a copy or a push.
 */
import { Token } from 'aws-cdk-lib/core';
import { checkPrefixes } from './patterns';
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
  /** How their names begin, for example `team/`. The longest prefix wins; `ROOT` is for those that no other template is for. */
  readonly prefix: string;

  /**
   * Why they are made.
   * @default - for any reason
   */
  readonly origins?: RepositoryOrigin[];

  /**
   * Whether a tag that was pushed stays with its image for good. A cache cannot follow a tag that moves elsewhere then.
   * @default - true, unless the template is for caches
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

const ALL = Object.values(RepositoryOrigin);

export function originsOf({ origins = ALL }: RepositoryTemplate): RepositoryOrigin[] {
  return origins;
}

export function checkTemplates(templates: readonly RepositoryTemplate[]): Finding[] {
  return templates.flatMap((template, index) => {
    const path = `templates[${index}]`;
    const { prefix, origins, encryption, retention } = template;
    const twice = templates.findIndex(other => other.prefix === prefix) < index;
    return [
      ...(prefix === 'ROOT' ? [] : checkPrefixes(`${path}.prefix`, [prefix])),
      ...(twice && !Token.isUnresolved(prefix) ? [finding('TemplateTwice', `${path}.prefix`, { given: prefix })] : []),
      ...(origins?.length === 0 ? [finding('TemplateForNothing', `${path}.origins`, {})] : []),
      ...(encryption?._needsKey && !encryption._key ? [finding('TemplateNeedsKey', `${path}.encryption`, {})] : []),
      ...(retention?._findings ?? []),
    ];
  });
}
