import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Aws } from 'aws-cdk-lib/core';
import { refused } from './refused';
import { WrongInput } from './wrong-input';
import { EcsPlatform } from '../../src/ecs';
import { Code } from '../../src/findings';
import { AddressSpace, Egress, ExistingNetworkOptions, Network, NetworkProps } from '../../src/network';
import { Image } from '../../src/vocabulary';
import { BackendService } from '../../src/workloads';
import { importedVpc, IRELAND, Setting, stackIn } from '../network/harness';

const { SQS, ECR } = ec2.InterfaceVpcEndpointAwsService;

function wrong(code: Code, path: string, remedy: string, props: NetworkProps, setting: Setting = { env: IRELAND }): WrongInput {
  return { code, path, remedy, findings: () => refused(() => new Network(stackIn(setting), 'Network', props)) };
}

/** A mistake in what is said of a VPC that exists. */
function wrongVpc(
  code: Code, path: string, remedy: string, attributes: Partial<ec2.VpcAttributes>, options: ExistingNetworkOptions = {},
): WrongInput {
  const findings = () => {
    const stack = stackIn({ env: IRELAND });
    const vpc = importedVpc(stack, attributes);
    return refused(() => Network.fromVpc(stack, 'Network', vpc, options));
  };
  return { code, path, remedy, findings };
}

/** An image that cannot be pulled into a closed network. */
function wrongImage(code: Code, remedy: string, reference: string): WrongInput {
  const findings = () => {
    const stack = stackIn({ env: IRELAND });
    const platform = new EcsPlatform(stack, 'Platform', { network: new Network(stack, 'Network', { egress: Egress.endpointsOnly() }) });
    return refused(() => new BackendService(stack, 'Api', { platform, image: Image.fromRegistry(reference), port: 8080 }));
  };
  return { code, path: 'containers.api.image', remedy, findings };
}

function addresses(cidr: string): NetworkProps {
  return { addresses: AddressSpace.cidr(cidr) };
}

function pool(poolId: string, prefixLength?: number): NetworkProps {
  return { addresses: AddressSpace.ipamPool({ poolId, prefixLength }) };
}

const applications: Partial<ec2.VpcAttributes> = { privateSubnetIds: ['a1', 'a2'], privateSubnetNames: ['Application'] };

/** Mistakes in networks, new ones and existing ones. */
export const NETWORK_MISTAKES: readonly WrongInput[] = [
  wrong('CidrInvalid', 'addresses', '10.0.0.0/16', addresses('10.0.0.0')),
  wrong('CidrUnresolved', 'addresses', 'ipamPool', addresses(Aws.STACK_NAME)),
  wrong('CidrHostBitsSet', 'addresses', "use '10.0.0.0/16'", addresses('10.0.200.7/16')),
  wrong('VpcPrefixOutOfRange', 'addresses', 'use /16', addresses('10.0.0.0/8')),
  wrong('VpcPrefixOutOfRange', 'addresses', 'use /28', addresses('10.0.0.0/29')),
  wrong('VpcPrefixOutOfRange', 'addresses.prefixLength', 'use /21', pool('ipam-pool-01234567', 20.5)),
  wrong('SubnetPrefixOutOfRange', 'prefixes.privateTier', 'use 28', { prefixes: { privateTier: 29 } }),
  wrong('SubnetPrefixOutOfRange', 'prefixes.isolatedTier', 'use 16', { prefixes: { isolatedTier: 8 } }),
  wrong('PublicSubnetTooSmall', 'prefixes.publicTier', '27', { prefixes: { publicTier: 28 } }),
  wrong('AddressSpaceTooSmall', 'addresses', 'prefix length 24', addresses('10.0.0.0/25')),
  wrong('AddressSpaceTooSmall', 'addresses', 'prefix length 18', { ...addresses('10.0.0.0/20'), prefixes: { privateTier: 21 } }),
  wrong('AddressSpaceTooSmall', 'addresses', 'no VPC is large enough', { prefixes: { privateTier: 16, publicTier: 16 } }),
  wrong('IpamPoolIdInvalid', 'addresses.poolId', 'ipam-pool-', pool('production')),

  wrong('ZoneCountOutOfRange', 'zones', 'use 2 zones', { zones: 1 }),
  wrong('ZoneCountOutOfRange', 'zones', 'use 6 zones', { zones: 7 }),
  wrong('ZoneCountOutOfRange', 'zones', 'use 3 zones', { zones: 2.5 }),
  wrong('ZoneCountOutOfRange', 'availabilityZones', 'use 2 zones', { availabilityZones: ['eu-west-1a'] }),
  wrong('ZonesUnknown', 'zones', 'env', { zones: 3 }, {}),
  wrong('ZonesNotInRegion', 'zones', 'use 3 zones', { zones: 4 }),
  wrong('ZoneOutsideRegion', 'availabilityZones[1]', "'eu-west-1a'", { availabilityZones: ['eu-west-1a', 'us-east-1b'] }),
  wrong('ZoneGivenTwice', 'availabilityZones[1]', 'once', { availabilityZones: ['eu-west-1a', 'eu-west-1a'] }),
  wrong('ZonesCountedAndNamed', 'zones', 'leave zones out', { zones: 3, availabilityZones: ['eu-west-1a', 'eu-west-1b'] }),
  wrong('ReservedZonesOutOfRange', 'reservedZones', 'reserve 3', { zones: 3, reservedZones: 2 }),
  wrong('ReservedZonesOutOfRange', 'reservedZones', 'reserve 8', { reservedZones: 16 }),

  wrong('NatNeedsPublicTier', 'publicTier', 'Egress.regionalNat()', { publicTier: false }),
  wrong('NatNeedsPublicTier', 'publicTier', 'Egress.regionalNat()', { publicTier: false, egress: Egress.singleNat() }),
  wrong('NatAddressCount', 'egress.eipAllocationIds', 'give 3', { egress: Egress.natPerZone({ eipAllocationIds: ['eipalloc-01234567'] }) }),
  wrong('NatAddressInvalid', 'egress.eipAllocationIds[0]', 'eipalloc-', { egress: Egress.singleNat({ eipAllocationIds: ['52.1.2.3'] }) }),
  wrong('EndpointGivenTwice', 'interfaceEndpoints[1]', 'leave out', { interfaceEndpoints: [SQS, SQS] }),
  wrong('EndpointGivenTwice', 'interfaceEndpoints[0]', 'leave out', { egress: Egress.endpointsOnly(), interfaceEndpoints: [ECR] }),
  wrong('EndpointGivenTwice', 'egress.services[1]', 'leave out', { egress: Egress.endpointsOnly({ services: [ECR, ECR] }) }),

  wrongImage('ImageOutOfReach', 'imageRegistry of the platform', 'public.ecr.aws/nginx/nginx:1.29'),
  wrongImage('ImageOutOfReach', 'name a tag', `public.ecr.aws/nginx/nginx:1.29@sha256:${'ab'.repeat(32)}`),
  wrongImage('ImageInOtherRegion', 'replicated to eu-west-1', '123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1.0.0'),

  wrongVpc('EndpointsNeedVpcCidr', 'interfaceEndpoints', 'vpcCidrBlock', { privateSubnetIds: ['a1', 'a2'] }, { interfaceEndpoints: [SQS] }),
  wrongVpc('SubnetGroupUnknown', 'workloadSubnets.subnetGroupName', "did you mean 'Application'?", applications,
    { workloadSubnets: { subnetGroupName: 'Aplication' } }),
  wrongVpc('SubnetGroupUnknown', 'workloadSubnets.subnetGroupName', 'name one of these groups', applications,
    { workloadSubnets: { subnetGroupName: 'db' } }),
  wrongVpc('NoSubnetsSelected', 'isolatedSubnets', 'that the VPC has', { privateSubnetIds: ['a1', 'a2'] },
    { isolatedSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }),
  wrongVpc('NoWorkloadSubnets', 'vpc', 'ec2.SubnetType.PUBLIC', { publicSubnetIds: ['p1', 'p2'] }),
  wrongVpc('SubnetsInOneZone', 'workloadSubnets', 'another zone', { availabilityZones: ['eu-west-1a'], privateSubnetIds: ['w1'] }),
];
