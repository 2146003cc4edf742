/**
 * The two ways in which settings of a registry name repositories: by patterns, and by how their names begin.
 */
import { Token } from 'aws-cdk-lib/core';
import { Finding, finding } from '../../findings';

const PATTERN = /^[a-z0-9*](?:[._\-/a-z0-9*]?[a-z0-9*]+)*$/;
const PREFIX = /^(?:[a-z0-9]+(?:[._-][a-z0-9]*)*\/)*[a-z0-9]*(?:[._-][a-z0-9]*)*$/;

const MOST_FILTERS = 100;
const MOST_WILDCARDS = 4;
const LONGEST = 256;

/** Patterns such as `prod/*`. */
export function checkPatterns(path: string, patterns: readonly string[]): Finding[] {
  return [...checkCount(path, patterns), ...patterns.flatMap((given, index) =>
    Token.isUnresolved(given) || (PATTERN.test(given) && given.length <= LONGEST && given.split('*').length - 1 <= MOST_WILDCARDS)
      ? [] : [finding('RepositoryPatternInvalid', `${path}[${index}]`, { given })])];
}

/** Beginnings of names such as `prod/`. */
export function checkPrefixes(path: string, prefixes: readonly string[]): Finding[] {
  return [...checkCount(path, prefixes), ...prefixes.flatMap((given, index) =>
    Token.isUnresolved(given) || (PREFIX.test(given) && given.length > 0 && given.length <= LONGEST)
      ? [] : [finding('RepositoryPrefixInvalid', `${path}[${index}]`, { given })])];
}

function checkCount(path: string, filters: readonly string[]): Finding[] {
  return filters.length > MOST_FILTERS ? [finding('TooManyRepositoryFilters', path, { given: filters.length, most: MOST_FILTERS })] : [];
}
