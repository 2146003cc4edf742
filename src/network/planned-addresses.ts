/**
 * Makes `ec2.Vpc` render our address plan, through the two provider interfaces the CDK has for that.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Fn } from 'aws-cdk-lib/core';
import { AddressPlan, offsetOf, Tier, TIERS } from './address-plan';
import { addressesIn, formatCidr, Ipv4Block } from './cidr';

/** Blocks of 64 bits that an IPv6 zone block has room for: one per tier, and more tiers to come. */
const IPV6_BLOCKS_PER_ZONE = 16;

/** IPv4: literal blocks when the VPC's block is known, `Fn::Cidr` when a pool decides. */
export class PlannedAddresses implements ec2.IIpAddresses {
  constructor(private readonly plan: AddressPlan, private readonly vpc: ec2.VpcIpamOptions, private readonly block?: Ipv4Block) {}

  public allocateVpcCidr(): ec2.VpcIpamOptions {
    return this.vpc;
  }

  public allocateSubnetsCidr(input: ec2.AllocateCidrRequest): ec2.SubnetIpamOptions {
    return { allocatedSubnets: inZones(input).map(({ tier, zone }) => ({ cidr: this.cidrOf(input.vpcCidr, tier, zone) })) };
  }

  private cidrOf(vpcCidr: string, tier: Tier, zone: number): string {
    const offset = offsetOf(this.plan, tier, zone);
    const { prefix } = this.plan.slots[tier]!;
    return this.block
      ? formatCidr({ address: this.block.address + offset, prefix })
      : blockWithin(vpcCidr, this.plan.vpcPrefix, offset, prefix);
  }
}

/** IPv6: the block of a subnet depends on its tier and zone alone, not on how many others there are. */
export class PlannedIpv6Addresses implements ec2.IIpv6Addresses {
  public readonly amazonProvided = true;
  private readonly provider = ec2.Ipv6Addresses.amazonProvided();

  constructor(private readonly tiers: readonly Tier[]) {}

  public allocateVpcIpv6Cidr(input: ec2.AllocateVpcIpv6CidrRequest): ec2.CfnVPCCidrBlock {
    return this.provider.allocateVpcIpv6Cidr(input);
  }

  public createIpv6CidrBlocks(input: ec2.CreateIpv6CidrBlocksRequest): string[] {
    const zones = input.subnetCount / this.tiers.length;
    return this.tiers.flatMap(tier => Array.from({ length: zones }, (_, zone) => {
      const index = zone * IPV6_BLOCKS_PER_ZONE + TIERS.indexOf(tier);
      return Fn.select(index, Fn.cidr(input.ipv6SelectedCidr, index + 1, '64'));
    }));
  }

  public allocateSubnetsIpv6Cidr(input: ec2.AllocateIpv6CidrRequest): ec2.SubnetIpamOptions {
    return { allocatedSubnets: input.allocatedSubnets.map(({ cidr }, index) => ({ cidr, ipv6Cidr: input.ipv6Cidrs[index] })) };
  }
}

/** The CDK asks for all zones of one tier, then all of the next. */
function inZones({ requestedSubnets }: ec2.AllocateCidrRequest): { tier: Tier; zone: number }[] {
  const seen = new Map<string, number>();
  return requestedSubnets.map(({ configuration }) => {
    const zone = seen.get(configuration.name) ?? 0;
    seen.set(configuration.name, zone + 1);
    return { tier: configuration.name as Tier, zone };
  });
}

/** The block at an offset of a parent known only at deployment; `Fn::Cidr` makes at most 256 blocks, so it goes in steps. */
function blockWithin(parent: string, parentPrefix: number, offset: number, prefix: number): string {
  if (prefix === parentPrefix) {
    return parent;
  }
  const step = Math.min(prefix, parentPrefix + 8);
  const index = Math.floor(offset / addressesIn(step));
  const block = Fn.select(index, Fn.cidr(parent, index + 1, `${32 - step}`));
  return blockWithin(block, step, offset % addressesIn(step), prefix);
}
