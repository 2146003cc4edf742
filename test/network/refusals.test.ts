import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { IRELAND, refused, stackIn } from './harness';
import { MESSAGES } from '../../src/findings/messages';
import { networkMessages } from '../../src/findings/messages/network';
import { AddressSpace, Network, NetworkProps } from '../../src/network';
import { codesOf, expectRefused } from '../wrong-inputs/expect-refused';
import { NETWORK_MISTAKES } from '../wrong-inputs/network';

const { SQS } = ec2.InterfaceVpcEndpointAwsService;

describe('every mistake is refused with its code, its place and a way out', () => expectRefused(NETWORK_MISTAKES));

describe('everything that is wrong is said at once, in the order in which it was asked', () => {
  const findingsFor = (props: NetworkProps) => refused(() => new Network(stackIn({ env: IRELAND }), 'Network', props));

  test('about one value', () => {
    const findings = findingsFor({ addresses: AddressSpace.cidr('10.1.0.0/8') });
    expect(findings.map(({ code, path }) => [code, path])).toEqual([['VpcPrefixOutOfRange', 'addresses'], ['CidrHostBitsSet', 'addresses']]);
    expect(findings[0].remedy).toContain('/16');
  });

  test('about several values', () => {
    const findings = findingsFor({ zones: 1, addresses: AddressSpace.cidr('nonsense'), publicTier: false, interfaceEndpoints: [SQS, SQS] });
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ['ZoneCountOutOfRange', 'zones'], ['CidrInvalid', 'addresses'], ['NatNeedsPublicTier', 'publicTier'], ['EndpointGivenTwice', 'interfaceEndpoints[1]'],
    ]);
    expect(findings[0].remedy).toContain('use 2 zones');
  });
});

test('a refused network leaves no VPC behind', () => {
  const stack = stackIn({ env: IRELAND });
  refused(() => new Network(stack, 'Network', { zones: 1 }));
  expect(stack.node.findAll().some(construct => construct instanceof ec2.CfnVPC)).toBe(false);
});

test('every message about the network is reached by a mistake', () => {
  expect(codesOf(NETWORK_MISTAKES)).toEqual(Object.keys(networkMessages).sort());
  expect(Object.keys(MESSAGES)).toEqual(expect.arrayContaining(Object.keys(networkMessages)));
});
