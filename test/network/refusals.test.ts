import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Aws } from 'aws-cdk-lib/core';
import { IRELAND, refused, Setting, stackIn } from './harness';
import { MESSAGES } from '../../src/findings/messages';
import { networkMessages } from '../../src/findings/messages/network';
import { AddressSpace, Egress, Network, NetworkProps } from '../../src/network';

const { SQS, ECR } = ec2.InterfaceVpcEndpointAwsService;

/** Wrong input, the findings it must meet, and what the first remedy must say. */
const REFUSALS: [string, NetworkProps, [string, string][], string, Setting?][] = [
  ['a block that is none', { addresses: AddressSpace.cidr('10.0.0.0') }, [['CidrInvalid', 'addresses']], '10.0.0.0/16'],
  ['a block known at deployment', { addresses: AddressSpace.cidr(Aws.STACK_NAME) }, [['CidrUnresolved', 'addresses']], 'ipamPool'],
  ['a block with host bits', { addresses: AddressSpace.cidr('10.0.200.7/16') }, [['CidrHostBitsSet', 'addresses']], "use '10.0.0.0/16'"],
  ['a VPC too large', { addresses: AddressSpace.cidr('10.0.0.0/8') }, [['VpcPrefixOutOfRange', 'addresses']], 'use /16'],
  ['a VPC too small', { addresses: AddressSpace.cidr('10.0.0.0/29') }, [['VpcPrefixOutOfRange', 'addresses']], 'use /28'],
  ['a VPC both too large and not aligned', { addresses: AddressSpace.cidr('10.1.0.0/8') }, [['VpcPrefixOutOfRange', 'addresses'], ['CidrHostBitsSet', 'addresses']], '/16'],
  ['a pool by its name', { addresses: AddressSpace.ipamPool({ poolId: 'production' }) }, [['IpamPoolIdInvalid', 'addresses.poolId']], 'ipam-pool-'],
  ['half an address from a pool', { addresses: AddressSpace.ipamPool({ poolId: 'ipam-pool-01234567', prefixLength: 20.5 }) }, [['VpcPrefixOutOfRange', 'addresses.prefixLength']], 'use /21'],
  ['a subnet too small', { prefixes: { privateTier: 29 } }, [['SubnetPrefixOutOfRange', 'prefixes.privateTier']], 'use 28'],
  ['a subnet too large', { prefixes: { isolatedTier: 8 } }, [['SubnetPrefixOutOfRange', 'prefixes.isolatedTier']], 'use 16'],
  ['a public subnet too small for a load balancer', { prefixes: { publicTier: 28 } }, [['PublicSubnetTooSmall', 'prefixes.publicTier']], '27'],
  ['more subnets than fit', { addresses: AddressSpace.cidr('10.0.0.0/25') }, [['AddressSpaceTooSmall', 'addresses']], 'prefix length 24'],
  ['subnets larger than their share', { addresses: AddressSpace.cidr('10.0.0.0/20'), prefixes: { privateTier: 21 } }, [['AddressSpaceTooSmall', 'addresses']], 'prefix length 18'],
  ['subnets larger than any VPC', { prefixes: { privateTier: 16, publicTier: 16 } }, [['AddressSpaceTooSmall', 'addresses']], 'no VPC is large enough'],
  ['one zone', { zones: 1 }, [['ZoneCountOutOfRange', 'zones']], 'use 2 zones'],
  ['seven zones', { zones: 7 }, [['ZoneCountOutOfRange', 'zones']], 'use 6 zones'],
  ['half a zone', { zones: 2.5 }, [['ZoneCountOutOfRange', 'zones']], 'use 3 zones'],
  ['one named zone', { availabilityZones: ['eu-west-1a'] }, [['ZoneCountOutOfRange', 'availabilityZones']], 'use 2 zones'],
  ['three zones without an environment', { zones: 3 }, [['ZonesUnknown', 'zones']], 'env', {}],
  ['more zones than the region has', { zones: 4 }, [['ZonesNotInRegion', 'zones']], 'use 3 zones'],
  ['a zone of another region', { availabilityZones: ['eu-west-1a', 'us-east-1b'] }, [['ZoneOutsideRegion', 'availabilityZones[1]']], "'eu-west-1a'"],
  ['a zone twice', { availabilityZones: ['eu-west-1a', 'eu-west-1a'] }, [['ZoneGivenTwice', 'availabilityZones[1]']], 'once'],
  ['zones counted and named', { zones: 3, availabilityZones: ['eu-west-1a', 'eu-west-1b'] }, [['ZonesCountedAndNamed', 'zones']], 'leave zones out'],
  ['room for fewer zones than there are', { zones: 3, reservedZones: 2 }, [['ReservedZonesOutOfRange', 'reservedZones']], 'reserve 3'],
  ['room for more zones than any region will have', { reservedZones: 16 }, [['ReservedZonesOutOfRange', 'reservedZones']], 'reserve 8'],
  ['zonal NAT without public subnets', { publicTier: false }, [['NatNeedsPublicTier', 'publicTier']], 'Egress.regionalNat()'],
  ['one NAT without public subnets', { publicTier: false, egress: Egress.singleNat() }, [['NatNeedsPublicTier', 'publicTier']], 'Egress.regionalNat()'],
  ['too few addresses for NAT', { egress: Egress.natPerZone({ eipAllocationIds: ['eipalloc-01234567'] }) }, [['NatAddressCount', 'egress.eipAllocationIds']], 'give 3'],
  ['an address instead of its id', { egress: Egress.singleNat({ eipAllocationIds: ['52.1.2.3'] }) }, [['NatAddressInvalid', 'egress.eipAllocationIds[0]']], 'eipalloc-'],
  ['an endpoint twice', { interfaceEndpoints: [SQS, SQS] }, [['EndpointGivenTwice', 'interfaceEndpoints[1]']], 'leave out'],
  ['an endpoint that the egress has', { egress: Egress.endpointsOnly(), interfaceEndpoints: [ECR] }, [['EndpointGivenTwice', 'interfaceEndpoints[0]']], 'leave out'],
  ['an endpoint twice in the egress', { egress: Egress.endpointsOnly({ services: [ECR, ECR] }) }, [['EndpointGivenTwice', 'egress.services[1]']], 'leave out'],
  ['several things at once', { zones: 1, addresses: AddressSpace.cidr('nonsense'), publicTier: false, interfaceEndpoints: [SQS, SQS] },
    [['ZoneCountOutOfRange', 'zones'], ['CidrInvalid', 'addresses'], ['NatNeedsPublicTier', 'publicTier'], ['EndpointGivenTwice', 'interfaceEndpoints[1]']], 'use 2 zones'],
];

test.each(REFUSALS)('%s is refused', (_, props, expected, remedy, setting = { env: IRELAND }) => {
  const findings = refused(() => new Network(stackIn(setting), 'Network', props));
  expect(findings.map(({ code, path }) => [code, path])).toEqual(expected);
  expect(findings[0].remedy).toContain(remedy);
});

test('a refused network leaves no VPC behind', () => {
  const stack = stackIn({ env: IRELAND });
  refused(() => new Network(stack, 'Network', { zones: 1 }));
  expect(stack.node.findAll().some(construct => construct instanceof ec2.CfnVPC)).toBe(false);
});

test('every message about the network is reached by a test, here or for existing VPCs', () => {
  const elsewhere = ['SubnetGroupUnknown', 'NoSubnetsSelected', 'NoWorkloadSubnets', 'SubnetsInOneZone', 'EndpointsNeedVpcCidr'];
  const reached = new Set([...elsewhere, ...REFUSALS.flatMap(([, , expected]) => expected.map(([code]) => code))]);
  expect([...reached].sort()).toEqual(Object.keys(networkMessages).sort());
  expect(Object.keys(MESSAGES)).toEqual(expect.arrayContaining(Object.keys(networkMessages)));
});
