/**
 * What is wrong with the props of a repository, before anything is made of them.
 */
import { Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ImageEncryption } from './image-encryption';
import type { ImageRepositoryOptions, ImageRepositoryProps } from './image-repository';
import { ImageRetention } from './image-retention';
import { isElsewhere } from './where';
import { Finding, finding } from '../../findings';

/** ECR itself also takes repeated separators; the CDK does not. */
const NAME = /^(?=.{2,256}$)(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

const MOST_FILTERS = 5;

/** Everything that is wrong. */
export function checkRepository(scope: Construct, props: ImageRepositoryProps, encryption: ImageEncryption, retention: ImageRetention): Finding[] {
  return [...checkName(props.repositoryName), ...checkTags(props), ...checkKey(scope, encryption), ...retention._findings];
}

/** What ECR takes as a name. Public repositories have shorter ones. */
export function checkName(given: string | undefined, most = 256): Finding[] {
  if (given === undefined || Token.isUnresolved(given) || (NAME.test(given) && given.length <= most)) {
    return [];
  }
  const words = given.toLowerCase().replace(/[^a-z0-9._/-]+/g, '-').replace(/([._-])[._-]+/g, '$1').replace(/[._-]*\/[._/-]*/g, '/').replace(/^[._/-]+|[._/-]+$/g, '');
  return [finding('RepositoryNameInvalid', 'repositoryName', { given, most, nearest: NAME.test(words) && words.length <= most ? words : undefined })];
}

/** Whether somebody took something else for the id of an account. */
export function checkAccountId(path: string, given: string | undefined): Finding[] {
  return given === undefined || Token.isUnresolved(given) || /^\d{12}$/.test(given) ? [] : [finding('AccountIdInvalid', path, { given })];
}

/** Which tags may move. */
export function checkTags({ immutableTags, mutableTags = [] }: ImageRepositoryOptions): Finding[] {
  return [
    ...(immutableTags === false && mutableTags.length > 0 ? [finding('MutableTagsUnused', 'mutableTags', {})] : []),
    ...(mutableTags.length > MOST_FILTERS ? [finding('TooManyMutableTags', 'mutableTags', { given: mutableTags.length })] : []),
    ...mutableTags.flatMap((given, index) => Token.isUnresolved(given) || /^[0-9a-zA-Z._*-]{1,128}$/.test(given)
      ? []
      : [finding('MutableTagInvalid', `mutableTags[${index}]`, { given })]),
  ];
}

/** Whether the key is where the images are. */
export function checkKey(scope: Construct, { _key: key }: ImageEncryption): Finding[] {
  const repository = Stack.of(scope).region;
  return key && isElsewhere(key.env.region, repository) ? [finding('KeyInOtherRegion', 'encryption.key', { key: key.env.region, repository })] : [];
}
