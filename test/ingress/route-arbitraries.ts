import * as fc from 'fast-check';
import { RouteMatch } from '../../src/model';

/** Routes as people write them, from a small world so that they often overlap. */
const host = fc.constantFrom('a.example.com', 'b.example.com', '*.example.com', '*.b.example.com', 'x.b.example.com', 'a.example.org', 'api-*.example.com');
const path = fc.constantFrom('/', '/*', '/api', '/api/*', '/api*', '/api/v2', '/api/v2/*', '/api/v?/*', '/web/*', '/a*', '*.php', '/api/*.php');
const header = fc.record({
  name: fc.constantFrom('X-Tenant', 'x-tenant', 'X-Beta'),
  values: fc.uniqueArray(fc.constantFrom('one', 'ONE', 'two', 'o*', '*'), { minLength: 1, maxLength: 2 }),
});
const query = fc.record({ key: fc.constantFrom('v', 'w', undefined), value: fc.constantFrom('1', '2', '*') });

export const routeMatch: fc.Arbitrary<RouteMatch> = fc.record({
  hostNames: fc.uniqueArray(host, { maxLength: 2 }),
  paths: fc.uniqueArray(path, { maxLength: 2 }),
  headers: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(header, { maxLength: 2 }) }),
  queryStrings: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(query, { maxLength: 2 }) }),
  sourceIps: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom('10.0.0.0/8', '10.1.0.0/16', '10.1.2.3/32'), { maxLength: 2 }) }),
  methods: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom('GET', 'POST'), { maxLength: 2 }) }),
});

/** A request, as far as rules can see it. */
export interface SomeRequest {
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
  readonly ip: string;
  readonly method: string;
}

/** Requests from the same small world. */
export const request: fc.Arbitrary<SomeRequest> = fc.record({
  host: fc.constantFrom('a.example.com', 'b.example.com', 'x.b.example.com', 'y.b.example.com', 'api-1.example.com', 'a.example.org', 'example.net'),
  path: fc.constantFrom('/', '/api', '/apis', '/api/', '/api/v1/x', '/api/v2', '/api/v2/x', '/web/', '/about', '/x.php', '/api/x.php'),
  headers: fc.record({ 'x-tenant': fc.constantFrom('one', 'two', 'other'), 'x-beta': fc.constantFrom('one', 'two') }, { requiredKeys: [] }),
  query: fc.array(fc.tuple(fc.constantFrom('v', 'w', 'z'), fc.constantFrom('1', '2', '3')), { maxLength: 2 }),
  ip: fc.constantFrom('10.0.0.1', '10.1.0.1', '10.1.2.3', '192.0.2.1'),
  method: fc.constantFrom('GET', 'POST', 'PUT'),
});

/** Whether a load balancer would say that the request meets the conditions; written without the library's own arithmetic. */
export function meets(match: RouteMatch, given: SomeRequest): boolean {
  const like = (pattern: string, text: string, flags: string) =>
    new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\/]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.')}$`, `s${flags}`).test(text);
  const some = <T>(values: readonly T[], test: (value: T) => boolean) => values.length === 0 || values.some(test);
  const networks: Record<string, RegExp> = { '10.0.0.0/8': /^10\./, '10.1.0.0/16': /^10\.1\./, '10.1.2.3/32': /^10\.1\.2\.3$/ };
  return some(match.hostNames, name => like(name, given.host, 'i'))
    && some(match.paths, pattern => like(pattern, given.path, ''))
    && match.headers.every(({ name, values }) => {
      const value = given.headers[name.toLowerCase()];
      return value !== undefined && values.some(one => like(one, value, 'i'));
    })
    && some(match.queryStrings, ({ key, value }) => given.query.some(([k, v]) => like(key ?? '*', k, 'i') && like(value, v, 'i')))
    && some(match.sourceIps, block => networks[block].test(given.ip))
    && some(match.methods, method => method === given.method);
}
