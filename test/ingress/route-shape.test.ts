import * as fc from 'fast-check';
import { meets, request, routeMatch } from './route-arbitraries';
import { routeShape, shapeContains } from '../../src/ingress/route-shape';
import { RouteMatch } from '../../src/model';

const NOTHING: RouteMatch = { hostNames: [], paths: [], headers: [], queryStrings: [], sourceIps: [], methods: [] };
const shape = (match: Partial<RouteMatch>) => routeShape({ ...NOTHING, ...match });

test('no request meets the inner route but not the outer one', () => {
  fc.assert(fc.property(routeMatch, routeMatch, fc.array(request, { minLength: 20, maxLength: 20 }), (outer, inner, requests) => {
    fc.pre(shapeContains(routeShape(outer), routeShape(inner)));
    for (const one of requests) {
      expect(meets(inner, one) && !meets(outer, one)).toBe(false);
    }
  }), { numRuns: 1500 });
});

test('what takes everything contains every route', () => {
  fc.assert(fc.property(routeMatch, match => {
    expect(shapeContains(shape({ paths: ['/*'] }), routeShape(match))).toBe(true);
  }));
});

test('two routes that differ only in order and case are one', () => {
  const one = shape({ hostNames: ['A.example.com', 'b.example.com'], methods: ['GET', 'POST'], headers: [{ name: 'X-Tenant', values: ['One'] }] });
  const other = shape({ hostNames: ['b.example.com', 'a.EXAMPLE.com'], methods: ['POST', 'GET'], headers: [{ name: 'x-tenant', values: ['one'] }] });
  expect(one.key).toBe(other.key);
  expect(shapeContains(one, other) && shapeContains(other, one)).toBe(true);
});

test('a path for everything is no condition at all', () => {
  expect(shape({ hostNames: ['a.example.com'], paths: ['/*'] }).key).toBe(shape({ hostNames: ['a.example.com'] }).key);
});

test('a key in front of a value does not mix with the value', () => {
  const outer = shape({ queryStrings: [{ value: '1' }] });
  expect(shapeContains(outer, shape({ queryStrings: [{ key: 'v', value: '1' }] }))).toBe(true);
  expect(shapeContains(outer, shape({ queryStrings: [{ key: 'v', value: '==1' }] }))).toBe(false);
});
