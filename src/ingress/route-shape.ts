import { Cidr, cidrContains, isCidr, parseCidr } from './cidr';
import { Glob, GlobOptions, globContains, parseGlob } from './glob';
import { RouteMatch } from '../model';

/**
 * A route's conditions, read once: patterns parsed, conditions that take everything left out, order and case made equal.
 * Two routes that take the same requests in different words have the same shape where that is easy to see.
 */
export interface RouteShape {
  /** No patterns means every host. */
  readonly hosts: readonly Glob[];
  readonly paths: readonly Glob[];
  /** Whatever else is asked of the request; all of it must hold. */
  readonly extras: readonly Extra[];
  /** The same for equal shapes. */
  readonly key: string;
}

export type Extra =
  | { readonly kind: 'pattern'; readonly name: string; readonly globs: readonly Glob[] }
  | { readonly kind: 'methods'; readonly methods: readonly string[] }
  | { readonly kind: 'sourceIps'; readonly cidrs: readonly Cidr[] };

const HOST: GlobOptions = { ignoreCase: true };
const PATH: GlobOptions = {};
const VALUE: GlobOptions = { ignoreCase: true, escapes: true };

/** Parts key and value of a query string; occurs in neither. */
const BETWEEN = '\u0000';

/** Reads the conditions of a route. */
export function routeShape(match: RouteMatch): RouteShape {
  const hosts = patterns(match.hostNames, HOST, '*');
  const paths = patterns(match.paths, PATH, '/*');
  const extras: Extra[] = [
    ...match.headers.map(({ name, values }): Extra => ({ kind: 'pattern', name: `header ${name.toLowerCase()}`, globs: patterns(values, VALUE) })),
    ...queryStrings(match),
    ...(match.methods.length > 0 ? [{ kind: 'methods', methods: [...new Set(match.methods)].sort() } as const] : []),
    ...sourceIps(match.sourceIps),
  ];
  return { hosts, paths, extras, key: canonicalKey(match, hosts.length > 0, paths.length > 0) };
}

/** Whether `outer` takes every request that `inner` takes. Never says yes wrongly. */
export function shapeContains(outer: RouteShape, inner: RouteShape): boolean {
  return coversAll(outer.hosts, inner.hosts)
    && coversAll(outer.paths, inner.paths)
    && outer.extras.every(asked => inner.extras.some(given => implies(given, asked)));
}

/** Whether a request that passes `given` passes `asked`. */
function implies(given: Extra, asked: Extra): boolean {
  switch (asked.kind) {
    case 'pattern':
      return given.kind === 'pattern' && given.name === asked.name && coversAll(asked.globs, given.globs);
    case 'methods':
      return given.kind === 'methods' && given.methods.every(method => asked.methods.includes(method));
    case 'sourceIps':
      return given.kind === 'sourceIps' && given.cidrs.every(inner => asked.cidrs.some(outer => cidrContains(outer, inner)));
  }
}

/** Whether each of the inner patterns is within one of the outer ones. */
function coversAll(outer: readonly Glob[], inner: readonly Glob[]): boolean {
  return outer.length === 0 || (inner.length > 0 && inner.every(narrow => outer.some(wide => globContains(wide, narrow))));
}

/** The parsed patterns, or none if one of them takes everything. */
function patterns(values: readonly string[], options: GlobOptions, ...universal: string[]): readonly Glob[] {
  const globs = values.map(value => parseGlob(value, options));
  return universal.some(all => globs.some(glob => globContains(glob, parseGlob(all, options)))) ? [] : globs;
}

/** A query string is a key and a value; each may be a pattern. The values of one condition are alternatives. */
function queryStrings(match: RouteMatch): Extra[] {
  const globs = match.queryStrings.map(({ key, value }) => [...parseGlob(key ?? '*', VALUE), BETWEEN, ...parseGlob(value, VALUE)]);
  return globs.length > 0 ? [{ kind: 'pattern', name: 'query string', globs }] : [];
}

/** Blocks that are known only at deployment are compared by their placeholders. */
function sourceIps(blocks: readonly string[]): Extra[] {
  if (blocks.length === 0) {
    return [];
  }
  return blocks.every(isCidr)
    ? [{ kind: 'sourceIps', cidrs: blocks.map(parseCidr) }]
    : [{ kind: 'pattern', name: 'source ip', globs: blocks.map(block => [...block]) }];
}

function canonicalKey(match: RouteMatch, hosts: boolean, paths: boolean): string {
  const sorted = (values: readonly string[]) => [...new Set(values)].sort();
  return JSON.stringify([
    hosts ? sorted(match.hostNames.map(name => name.toLowerCase())) : [],
    paths ? sorted(match.paths) : [],
    sorted(match.headers.map(({ name, values }) => JSON.stringify([name.toLowerCase(), sorted(values.map(value => value.toLowerCase()))]))),
    sorted(match.queryStrings.map(({ key, value }) => JSON.stringify([key?.toLowerCase() ?? '*', value.toLowerCase()]))),
    sorted(match.methods),
    sorted(match.sourceIps),
  ]);
}
