import { ground, ingressIn, refusals, route } from './support';
import { ingressMessages } from '../../src/findings/messages/ingress';
import { Domain } from '../../src/ingress';
import { codesOf, expectRefused } from '../wrong-inputs/expect-refused';
import { INGRESS_MISTAKES } from '../wrong-inputs/ingress';

describe('every mistake is refused with its code, its place and a way out', () => expectRefused(INGRESS_MISTAKES));

test('every message of the ingress is reached by a mistake', () => {
  expect(codesOf(INGRESS_MISTAKES)).toEqual(Object.keys(ingressMessages).sort());
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
