import { count } from './wording';
import { message } from '../message';

const SIZING = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html';
const SUBNET_SIZING = 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html';
const LOAD_BALANCER_SUBNETS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer';
const NAT = 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html';

/** What is refused about the network. */
export const networkMessages = {
  CidrInvalid: message<{ given: string }>({
    what: p => `'${p.given}' is not an IPv4 block`,
    remedy: () => "write four numbers and a prefix length, for example '10.0.0.0/16'",
    see: SIZING,
  }),
  CidrUnresolved: message<{}>({
    what: () => 'the block is only known at deployment, and subnets cannot be planned in it',
    remedy: () => "write the block itself, for example '10.0.0.0/16', or take one from a pool with AddressSpace.ipamPool()",
  }),
  CidrHostBitsSet: message<{ given: string; nearest: string }>({
    what: p => `'${p.given}' is an address inside a block, not the block`,
    remedy: p => `use '${p.nearest}'`,
    see: SIZING,
  }),
  VpcPrefixOutOfRange: message<{ given: number; nearest: number }>({
    what: p => `a VPC cannot have the prefix length ${p.given}: AWS allows whole numbers from 16 to 28`,
    remedy: p => `use /${p.nearest}`,
    see: SIZING,
  }),
  SubnetPrefixOutOfRange: message<{ tier: string; given: number; nearest: number }>({
    what: p => `a ${p.tier} subnet cannot have the prefix length ${p.given}: AWS allows whole numbers from 16 to 28`,
    remedy: p => `use ${p.nearest}`,
    see: SUBNET_SIZING,
  }),
  PublicSubnetTooSmall: message<{ given: number }>({
    what: p => `a public subnet of prefix length ${p.given} is too small for an application load balancer`,
    remedy: () => 'use 27 or less for the public tier',
    see: LOAD_BALANCER_SUBNETS,
  }),
  AddressSpaceTooSmall: message<{ vpcPrefix: number; tiers: string; zones: number; nearest?: number }>({
    what: p => `a VPC of prefix length ${p.vpcPrefix} has no room for ${p.tiers} in each of ${p.zones} reserved zones`,
    remedy: p => p.nearest === undefined
      ? 'make the tiers smaller or reserve fewer zones: no VPC is large enough'
      : `use a VPC of prefix length ${p.nearest}, smaller tiers, or fewer reserved zones`,
    see: SUBNET_SIZING,
  }),
  IpamPoolIdInvalid: message<{ given: string }>({
    what: p => `'${p.given}' is not the id of an IPAM pool`,
    remedy: () => "give the id of the pool, for example 'ipam-pool-0123456789abcdef0'",
    see: 'https://docs.aws.amazon.com/vpc/latest/ipam/what-it-is-ipam.html',
  }),
  ZoneCountOutOfRange: message<{ given: number; nearest: number }>({
    what: p => `a network cannot span ${count(p.given, 'zone')}: load balancers need at least two, and no region has more than six`,
    remedy: p => `use ${p.nearest} zones`,
    see: LOAD_BALANCER_SUBNETS,
  }),
  ZonesUnknown: message<{ given: number }>({
    what: p => `${p.given} zones were asked for, but without an account and a region only two are known`,
    remedy: () => 'set env with account and region on the stack, or name the zones with availabilityZones',
    see: 'https://docs.aws.amazon.com/cdk/v2/guide/environments.html',
  }),
  ZonesNotInRegion: message<{ given: number; region: string; available: number }>({
    what: p => `${p.given} zones were asked for, but ${p.region} has ${p.available}`,
    remedy: p => `use ${p.available} zones`,
  }),
  ZoneOutsideRegion: message<{ zone: string; region: string }>({
    what: p => `zone '${p.zone}' is not in ${p.region}, the region of the stack`,
    remedy: p => `name zones of ${p.region}, for example '${p.region}a'`,
  }),
  ZoneGivenTwice: message<{ zone: string }>({
    what: p => `zone '${p.zone}' is named twice`,
    remedy: () => 'name each zone once',
  }),
  ZonesCountedAndNamed: message<{ zones: number; names: number }>({
    what: p => `zones is ${p.zones}, but availabilityZones names ${p.names}`,
    remedy: () => 'leave zones out: the names say how many there are',
  }),
  ReservedZonesOutOfRange: message<{ given: number; nearest: number }>({
    what: p => `room cannot be reserved for ${p.given} zones`,
    remedy: p => `reserve ${p.nearest}: at least as many as are used, and at most eight`,
  }),
  NatNeedsPublicTier: message<{ egress: string }>({
    what: p => `${p.egress} puts NAT gateways into public subnets, but the public tier is off`,
    remedy: () => 'turn the public tier on, or use Egress.regionalNat(), which needs none',
    see: NAT,
  }),
  NatAddressCount: message<{ given: number; needed: number }>({
    what: p => `${p.given === 1 ? '1 Elastic IP address was' : `${p.given} Elastic IP addresses were`} given for ${count(p.needed, 'NAT gateway')}`,
    remedy: p => `give ${count(p.needed, 'allocation id')}, or none for new addresses`,
    see: NAT,
  }),
  NatAddressInvalid: message<{ given: string }>({
    what: p => `'${p.given}' is not the allocation id of an Elastic IP address`,
    remedy: () => "give the allocation id, for example 'eipalloc-0123456789abcdef0', not the address",
    see: NAT,
  }),
  EndpointGivenTwice: message<{ service: string }>({
    what: p => `the network already has an interface endpoint for '${p.service}'`,
    remedy: () => 'leave out the second one: two endpoints with private DNS for one service exclude each other',
    see: 'https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html',
  }),
  EndpointsNeedVpcCidr: message<{}>({
    what: () => 'interface endpoints let the VPC in by its block, which is not known of this VPC',
    remedy: () => 'give vpcCidrBlock to Vpc.fromVpcAttributes()',
  }),
  ImageOutOfReach: message<{ reference: string; host: string }>({
    what: p => `'${p.reference}' is in ${p.host}, which cannot be reached from a network without a way to the internet`,
    remedy: ({ reference }) => reference.includes('@')
      ? 'name a tag, which a cache of your own registry fetches (imageRegistry of the platform), or copy it into a repository of your own'
      : 'pull it by way of a cache of your own registry (imageRegistry of the platform), or copy it into a repository of your own',
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
  }),
  ImageInOtherRegion: message<{ given: string; there: string; here: string }>({
    what: p => `'${p.given}' is in ${p.there}, but a network without a way to the internet reaches ECR of its own region, ${p.here}, alone`,
    remedy: p => `have it replicated to ${p.here} (replication of ImageRegistry), and pull it from there`,
    see: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html',
  }),
  SubnetGroupUnknown: message<{ given: string; known: string; meant?: string }>({
    what: p => `the VPC has no subnet group '${p.given}': it has ${p.known}`,
    remedy: p => p.meant ? `did you mean '${p.meant}'?` : 'name one of these groups',
  }),
  NoSubnetsSelected: message<{ tier: string }>({
    what: p => `the selection of ${p.tier} subnets matches none`,
    remedy: () => 'select a type or a group that the VPC has',
  }),
  NoWorkloadSubnets: message<{}>({
    what: () => 'the VPC has neither private nor isolated subnets that workloads could run in',
    remedy: () => 'say workloadSubnets: { subnetType: ec2.SubnetType.PUBLIC } if workloads may have public addresses',
    see: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
  }),
  SubnetsInOneZone: message<{ tier: string; zone: string }>({
    what: p => `all ${p.tier} subnets are in ${p.zone}: load balancers and services need at least two zones`,
    remedy: () => 'add a subnet in another zone, or select a tier that has one',
    see: LOAD_BALANCER_SUBNETS,
  }),
};
