import { createHash } from 'node:crypto';
import { isSingleAddress } from './cidr';
import { Glob, isWildcard, literals } from './glob';
import { Extra, RouteShape } from './route-shape';

/**
 * A rule's priority, from nothing but the route itself: neither the order of declaration nor the other routes matter, so
 * that adding or removing a service never moves another one.
 *
 * Every route falls into a band by how specific it is, more specific bands first, and a hash of its conditions picks the
 * place within the band. If one route takes a part of what another takes, its band never comes later: each of the three
 * measures below can only grow when a route is narrowed. Within one band the hash may put the wider route first; the table
 * of routes sees that and asks for a priority by hand.
 *
 * The widths of the bands are part of the public API: changing one moves the priorities of deployed rules.
 */

/** Priorities that are never computed: room for rules written by hand before and after all routes. */
const FIRST = 1000;
const LAST = 49999;

/** What ALB accepts. */
export const PRIORITY_MIN = 1;
export const PRIORITY_MAX = 50000;

/** The most specific first. A measure of n or more falls into the first class whose limit it reaches. */
const EXTRAS = [5, 4, 3, 2, 1, 0];
const HOSTS = [100, 4, 3, 1, 0];
const PATHS = [100, 4, 3, 2, 1, 0];

/** An exact pattern is more specific than any with a wildcard. */
const EXACT = 100;

/** Widths of the bands of routes that ask for nothing but host and path: a row for each class of HOSTS, a column for each of PATHS. */
const WIDTHS = [
  [2000, 500, 1000, 2500, 9000, 10000], // exact host: most services have a host of their own, or a first path segment on a shared one
  [80, 40, 40, 80, 150, 300],
  [80, 40, 40, 80, 150, 300],
  [80, 40, 40, 80, 150, 300], // *.example.com
  [1000, 200, 400, 1500, 5000, 10], // no host; the last is the one route that takes everything
];

/** A band for each combination of classes, in the order of priorities. */
const BANDS = EXTRAS.flatMap(extras => HOSTS.flatMap((_, host) => PATHS.map((_path, path) => ({
  extras,
  width: extras === 0 ? WIDTHS[host][path] : Math.ceil(WIDTHS[host][path] / 14),
}))));

const STARTS = BANDS.reduce<number[]>((starts, band) => [...starts, starts[starts.length - 1] + band.width], [FIRST]);

/** The place of a route in the order of rules, between 1000 and 49999. */
export function routePriority(shape: RouteShape): number {
  const band = bandOf(shape);
  return STARTS[band] + hash(shape.key) % BANDS[band].width;
}

/** Which band a route falls into; a smaller number is more specific. */
export function bandOf(shape: RouteShape): number {
  const extras = classOf(EXTRAS, extrasMeasure(shape.extras));
  const host = classOf(HOSTS, leastOf(shape.hosts, glob => count(literals(glob), /\./g)));
  const path = classOf(PATHS, leastOf(shape.paths, guaranteedSegments));
  return (extras * HOSTS.length + host) * PATHS.length + path;
}

/** A free priority near the given one, for whoever has to choose by hand. */
export function freePriority(wanted: number, taken: (priority: number) => boolean, smaller: boolean): number | undefined {
  const step = smaller ? -1 : 1;
  for (let candidate = wanted + step; candidate >= PRIORITY_MIN && candidate <= PRIORITY_MAX; candidate += step) {
    if (!taken(candidate)) {
      return candidate;
    }
  }
  return undefined;
}

/** The measure of the least specific of some alternatives; at least 1 where there are any. */
function leastOf(globs: readonly Glob[], measure: (glob: Glob) => number): number {
  return globs.length === 0 ? 0 : Math.min(...globs.map(glob => isWildcard(glob) ? Math.max(1, measure(glob)) : EXACT));
}

/** Path segments that every match has at least. Wildcards are taken to stand for as little as they can. */
function guaranteedSegments(glob: Glob): number {
  return literals(glob).split('/').filter(segment => segment !== '').length;
}

/** Two conditions on the same header count once: one narrower condition can stand for both. */
function extrasMeasure(extras: readonly Extra[]): number {
  const byName = new Map<string, number>();
  for (const extra of extras) {
    const name = extra.kind === 'pattern' ? extra.name : extra.kind;
    byName.set(name, Math.max(byName.get(name) ?? 0, extraMeasure(extra)));
  }
  return [...byName.values()].reduce((sum, measure) => sum + measure, 0);
}

/** One for asking at all, one more for asking for something exact. */
function extraMeasure(extra: Extra): number {
  switch (extra.kind) {
    case 'pattern': return extra.globs.some(isWildcard) ? 1 : 2;
    case 'methods': return extra.methods.length > 1 ? 1 : 2;
    case 'sourceIps': return extra.cidrs.every(isSingleAddress) ? 2 : 1;
  }
}

function classOf(limits: readonly number[], measure: number): number {
  return limits.findIndex(limit => measure >= limit);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** 32 bits that depend on every character. */
function hash(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0);
}

if (STARTS[STARTS.length - 1] > LAST + 1) {
  throw new Error(`the bands of route priorities end at ${STARTS[STARTS.length - 1]}, after ${LAST}`);
}
