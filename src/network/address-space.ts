/**
 * The choice of where a VPC gets its IPv4 addresses from.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { PREFIXES } from './address-plan';
import { formatCidr, Ipv4Block, networkAddress, parseCidr } from './cidr';
import { Finding, finding } from '../findings';

/**
 * Which pool a VPC takes its addresses from, and how many.
 */
export interface IpamPoolOptions {
  /**
   * Id of the pool, for example `ipam-pool-0123456789abcdef0`.
   */
  readonly poolId: string;

  /**
   * Prefix length of the block that the VPC is given, from 16 (65536 addresses) to 28 (16 addresses).
   * @default 16
   */
  readonly prefixLength?: number;
}

/**
 * Where a VPC gets its IPv4 addresses from.
 *
 * Decide once: the block of a VPC cannot be changed without making a new VPC.
 */
export class AddressSpace {
  /**
   * A block you choose, for example `10.20.0.0/16`.
   *
   * Pick one that does not overlap with networks this VPC will ever be connected to.
   *
   * @param block the block in CIDR notation: /16 to /28, no host bits set
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
   */
  public static cidr(block: string): AddressSpace {
    const parsed = parseCidr(block);
    return new AddressSpace({ cidrBlock: block }, parsed?.prefix ?? PREFIXES.largest, checkBlock(block, parsed), parsed);
  }

  /**
   * A block that an IPAM pool allocates at deployment.
   *
   * @param options the pool and the size of the block
   * @see https://docs.aws.amazon.com/vpc/latest/ipam/what-it-is-ipam.html
   */
  public static ipamPool(options: IpamPoolOptions): AddressSpace {
    const prefix = options.prefixLength ?? PREFIXES.largest;
    const findings = [
      ...(Token.isUnresolved(options.poolId) || /^ipam-pool-[0-9a-f]{8,17}$/.test(options.poolId)
        ? []
        : [finding('IpamPoolIdInvalid', 'addresses.poolId', { given: options.poolId })]),
      ...checkPrefix('addresses.prefixLength', prefix),
    ];
    return new AddressSpace({ ipv4IpamPoolId: options.poolId, ipv4NetmaskLength: prefix }, prefix, findings);
  }

  private constructor(
    /** @internal */ public readonly _options: ec2.VpcIpamOptions,
    /** @internal */ public readonly _prefix: number,
    /** @internal */ public readonly _findings: readonly Finding[],
    /** @internal */ public readonly _block?: Ipv4Block,
  ) {}
}

function checkBlock(given: string, block: Ipv4Block | undefined): Finding[] {
  if (!block) {
    return [Token.isUnresolved(given) ? finding('CidrUnresolved', 'addresses', {}) : finding('CidrInvalid', 'addresses', { given })];
  }
  const findings = checkPrefix('addresses', block.prefix);
  const address = networkAddress(block);
  if (address !== block.address) {
    findings.push(finding('CidrHostBitsSet', 'addresses', { given, nearest: formatCidr({ ...block, address }) }));
  }
  return findings;
}

function checkPrefix(path: string, given: number): Finding[] {
  const nearest = Math.min(Math.max(Math.round(given) || PREFIXES.largest, PREFIXES.largest), PREFIXES.smallest);
  return nearest === given ? [] : [finding('VpcPrefixOutOfRange', path, { given, nearest })];
}
