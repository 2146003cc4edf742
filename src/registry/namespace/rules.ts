/**
 * What is wrong with a namespace, before anything is made of it.
 */
import { Token } from 'aws-cdk-lib/core';
import { Finding, finding } from '../../findings';
import { bare } from '../settings/repository-template';

const PREFIX = /^(?=.{2,253}$)(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/** A prefix has to be known, because it is part of the names of what is made, and leaves room for the shortest name. */
export function checkPrefix(given: string): Finding[] {
  if (Token.isUnresolved(given)) {
    return [finding('NamespacePrefixInvalid', 'prefix', {})];
  }
  if (PREFIX.test(bare(given))) {
    return [];
  }
  const words = given.toLowerCase().replace(/[^a-z0-9._/-]+/g, '-').replace(/([._-])[._-]+/g, '$1').replace(/[._-]*\/[._/-]*/g, '/').replace(/^[._/-]+|[._/-]+$/g, '');
  return [finding('NamespacePrefixInvalid', 'prefix', { given, nearest: PREFIX.test(words) ? words : undefined })];
}
