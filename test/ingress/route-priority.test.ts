import * as fc from 'fast-check';
import { routeMatch } from './route-arbitraries';
import { bandOf, freePriority, routePriority } from '../../src/ingress/route-priority';
import { routeShape, shapeContains } from '../../src/ingress/route-shape';
import { RouteMatch } from '../../src/model';

const NOTHING: RouteMatch = { hostNames: [], paths: [], headers: [], queryStrings: [], sourceIps: [], methods: [] };
const priority = (match: Partial<RouteMatch>) => routePriority(routeShape({ ...NOTHING, ...match }));

test('depends on what the route takes, not on how it is written', () => {
  fc.assert(fc.property(routeMatch, match => {
    const reversed = {
      hostNames: [...match.hostNames].reverse().map(name => name.toUpperCase()),
      paths: [...match.paths].reverse(),
      headers: [...match.headers].reverse(),
      queryStrings: [...match.queryStrings].reverse(),
      sourceIps: [...match.sourceIps].reverse(),
      methods: [...match.methods].reverse(),
    };
    expect(routePriority(routeShape(reversed))).toBe(routePriority(routeShape(match)));
  }));
});

test('leaves room at both ends', () => {
  fc.assert(fc.property(routeMatch, match => {
    expect(routePriority(routeShape(match))).toBeGreaterThanOrEqual(1000);
    expect(routePriority(routeShape(match))).toBeLessThan(50000);
  }), { numRuns: 2000 });
});

test('never puts a wider route into an earlier band than a narrower one', () => {
  fc.assert(fc.property(routeMatch, routeMatch, (outer, inner) => {
    const [wide, narrow] = [routeShape(outer), routeShape(inner)];
    fc.pre(shapeContains(wide, narrow) && !shapeContains(narrow, wide));
    expect(bandOf(narrow)).toBeLessThanOrEqual(bandOf(wide));
  }), { numRuns: 1500 });
});

test('puts the narrower route first whenever it is in another band', () => {
  fc.assert(fc.property(routeMatch, routeMatch, (outer, inner) => {
    const [wide, narrow] = [routeShape(outer), routeShape(inner)];
    fc.pre(shapeContains(wide, narrow) && bandOf(narrow) !== bandOf(wide));
    expect(routePriority(narrow)).toBeLessThan(routePriority(wide));
  }), { numRuns: 1500 });
});

test.each<[string, Partial<RouteMatch>, Partial<RouteMatch>]>([
  ['a header before none', { paths: ['/*'], headers: [{ name: 'X-Beta', values: ['1'] }] }, { hostNames: ['a.example.com'], paths: ['/api'] }],
  ['a host before none', { hostNames: ['a.example.com'] }, { paths: ['/api/v2/*'] }],
  ['an exact host before a wildcard', { hostNames: ['a.example.com'] }, { hostNames: ['*.example.com'], paths: ['/api'] }],
  ['a deeper wildcard host before a shallow one', { hostNames: ['*.b.example.com'] }, { hostNames: ['*.example.com'] }],
  ['an exact path before a wildcard', { paths: ['/api'] }, { paths: ['/api/v2/*'] }],
  ['a longer path before a shorter one', { paths: ['/api/v2/*'] }, { paths: ['/api/*'] }],
  ['a longer path with its bare form too', { paths: ['/api/v2', '/api/v2/*'] }, { paths: ['/api', '/api/*'] }],
  ['a path on a host before the host', { hostNames: ['a.example.com'], paths: ['/api/*'] }, { hostNames: ['a.example.com'] }],
  ['a path before everything', { paths: ['/api/*'] }, {}],
  ['one method before two', { methods: ['GET'] }, { methods: ['GET', 'POST'] }],
])('%s', (_, first, second) => {
  expect(priority(first)).toBeLessThan(priority(second));
});

test('the common shapes have the most room', () => {
  const spread = (match: (i: number) => Partial<RouteMatch>) => new Set(Array.from({ length: 50 }, (_, i) => priority(match(i)))).size;
  expect(spread(i => ({ hostNames: [`service-${i}.example.com`] }))).toBeGreaterThanOrEqual(49);
  expect(spread(i => ({ hostNames: ['example.com'], paths: [`/service-${i}/*`] }))).toBeGreaterThanOrEqual(49);
  expect(spread(i => ({ paths: [`/service-${i}`, `/service-${i}/*`] }))).toBeGreaterThanOrEqual(48);
});

/** Priorities are deployed: none of these numbers may ever change. */
test.each<[number, Partial<RouteMatch>]>([
  [48791, {}],
  [29350, { hostNames: ['api.example.com'] }],
  [22043, { hostNames: ['www.example.com'], paths: ['/api/*'] }],
  [48414, { paths: ['/api', '/api/*'] }],
  [41392, { paths: ['/health'] }],
  [40425, { hostNames: ['*.example.com'] }],
  [10936, { headers: [{ name: 'X-Beta', values: ['1'] }], paths: ['/api/*'] }],
  [8571, { methods: ['GET'], sourceIps: ['10.0.0.0/8'] }],
])('%i is the place of %j', (expected, match) => {
  expect(priority(match)).toBe(expected);
});

test('proposes the nearest free number on the side that is asked for, and none beyond the ends', () => {
  const taken = (number: number) => [1, 2, 3, 5].includes(number);
  expect(freePriority(3, taken, false)).toBe(4);
  expect(freePriority(5, taken, true)).toBe(4);
  expect(freePriority(2, taken, true)).toBeUndefined();
  expect(freePriority(50000, taken, false)).toBeUndefined();
});
