import { ground, ingressIn, refusals, refused, route } from './support';
import { WRONG_INGRESSES, WRONG_ROUTES } from './wrong-ingress';
import { ingressMessages } from '../../src/findings/messages/ingress';
import { Domain } from '../../src/ingress';

/** Refused where routes meet each other or their domain; their own tests show how. */
const ELSEWHERE = [
  'PriorityTaken', 'DuplicateRoute', 'RouteShadowed', 'RouteShadows', 'TooManyRoutes', 'HostWithoutRecord', 'HostRecordedElsewhere', 'HostLeadsElsewhere',
];

test.each(WRONG_INGRESSES)('$code at $path', ({ code, path, remedy, props }) => {
  const on = ground();
  const given = props(on);
  const found = refused(() => ingressIn(on, given));
  expect(found.map(one => `${one.code} ${one.path}`)).toEqual([`${code} ${path}`]);
  expect(found[0].remedy).toContain(remedy);
});

test.each(WRONG_ROUTES)('$code at $path', ({ code, path, remedy, parts, ingress }) => {
  const on = ground();
  const made = ingressIn(on, ingress?.(on));
  const found = refused(() => route(made, on.stack, 'Api', parts));
  expect(found.map(one => `${one.code} ${one.path}`)).toEqual([`${code} ${path}`]);
  expect(found[0].remedy).toContain(remedy);
});

test('every message of the ingress is tested', () => {
  const tested = new Set([...WRONG_INGRESSES, ...WRONG_ROUTES].map(({ code }) => code).concat(ELSEWHERE));
  expect(Object.keys(ingressMessages).filter(code => !tested.has(code))).toEqual([]);
});

test('everything that is wrong is said at once, and nothing is made', () => {
  const on = ground();
  const ingress = ingressIn(on);
  const parts = { match: { hostNames: ['api.example.org'], paths: ['api'], methods: ['GETT'] }, priority: 0 };
  expect(refusals(() => route(ingress, on.stack, 'Api', parts))).toEqual([
    'PathWithoutSlash exposure.paths[0]', 'UnknownMethod exposure.methods[0]', 'HostOutsideDomain exposure.hostNames[0]', 'PriorityOutOfRange exposure.priority',
  ]);
  expect(on.stack.node.findChild('Api').node.children).toEqual([]);
  expect(refusals(() => ingressIn(ground(), { domain: Domain.plainHttp(''), accessLogPrefix: '/' }))).toEqual([
    'PlainHttpWithoutReason domain', 'AccessLogPrefixInvalid accessLogPrefix',
  ]);
});

test.each<[string, Parameters<typeof route>[3]]>([
  ['methods of your own', { match: { methods: ['PURGE'] } }],
  ['every character that a path may have', { match: { paths: ['/a-Z_0.9$/~"\'@:+&'] } }],
  ['five values', { match: { paths: ['/a', '/b', '/c', '/d', '/e'] } }],
  ['six wildcards', { match: { paths: ['/*/*/*', '/a/*/*/*'] } }],
  ['escaped wildcards in values', { match: { headers: [{ name: 'X-Math', values: ['\\*\\*\\*\\*\\*\\*\\*'] }] } }],
  ['IPv6 blocks', { match: { sourceIps: ['2001:db8::/32'] } }],
  ['the ends of the range of priorities', { priority: 50000 }],
])('takes %s', (_, parts) => {
  const on = ground();
  expect(refusals(() => route(ingressIn(on), on.stack, 'Api', parts))).toEqual([]);
});

test('a load balancer inside the network may have a firewall', () => {
  const on = ground();
  expect(refusals(() => ingressIn(on, { internetFacing: false, zonalShift: true }))).toEqual([]);
});
