/**
 * What may be said about a network of your own.
 */
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AddressSpace } from './address-space';
import { Egress } from './egress';
import { FlowLogs } from './flow-logs';
import { PlatformProfile } from '../vocabulary/platform-profile';

/**
 * Sizes of subnets, as prefix lengths from 16 (65536 addresses) to 28 (16 addresses). AWS keeps five addresses of each.
 *
 * The size of a tier that is off keeps room for it.
 */
export interface TierPrefixes {
  /**
   * Size of a public subnet. Load balancers need 27 or less.
   * @default - an eighth of the zone's share of the VPC
   */
  readonly publicTier?: number;

  /**
   * Size of a private subnet. Every Fargate task takes one address.
   * @default - the largest that fits: half of the zone's share of the VPC
   */
  readonly privateTier?: number;

  /**
   * Size of an isolated subnet.
   * @default - a quarter of the zone's share of the VPC
   */
  readonly isolatedTier?: number;
}

/**
 * What a network is made from.
 */
export interface NetworkProps {
  /**
   * The defaults to start from.
   * @default PlatformProfile.PRODUCTION
   */
  readonly profile?: PlatformProfile;

  /**
   * How workloads reach what is outside of the VPC.
   * @default - `Egress.natPerZone()` or, in profiles that do without, `Egress.singleNat()`
   */
  readonly egress?: Egress;

  /**
   * Where the VPC gets its IPv4 addresses from. Cannot be changed without a new VPC.
   * @default AddressSpace.cidr('10.0.0.0/16')
   */
  readonly addresses?: AddressSpace;

  /**
   * How many availability zones have subnets, from 2 to 6.
   * @default - 3, or as many as the region has if fewer; 2 in a stack without account and region, where the CDK knows no more
   */
  readonly zones?: number;

  /**
   * Names of the availability zones, for example `eu-west-1a`. Subnets keep their addresses only if the order stays.
   * @default - the first zones of the region
   */
  readonly availabilityZones?: string[];

  /**
   * How many zones to keep addresses for, so that more can be added without moving what exists; at most 8.
   *
   * Decide once: rounded up to a power of two, it divides the VPC.
   * @default 4
   */
  readonly reservedZones?: number;

  /**
   * Sizes of the subnets.
   * @default - in proportion to the VPC
   */
  readonly prefixes?: TierPrefixes;

  /**
   * Whether there are public subnets, for internet-facing load balancers and zonal NAT gateways.
   * @default true
   */
  readonly publicTier?: boolean;

  /**
   * Whether there are isolated subnets, for data stores.
   * @default true
   */
  readonly isolatedTier?: boolean;

  /**
   * Whether subnets have IPv6 addresses as well, from a block that Amazon provides. The private tier then reaches IPv6
   * destinations through an egress-only gateway, which is free, if the egress leads to the internet at all.
   * @default false
   */
  readonly ipv6?: boolean;

  /**
   * AWS services to reach without leaving the VPC, besides S3 and DynamoDB (always, free of charge) and those of the
   * egress. About 7 USD a month per service and zone.
   * @default - none
   */
  readonly interfaceEndpoints?: ec2.IInterfaceVpcEndpointService[];

  /**
   * Where the record of traffic goes.
   * @default - `FlowLogs.toCloudWatch()` or, in profiles that keep no traffic logs, `FlowLogs.none()`
   */
  readonly flowLogs?: FlowLogs;

  /**
   * Key for the flow logs. Its policy is extended so that CloudWatch Logs may use it; on an imported key, do that yourself.
   * @default - a new key in profiles with customer managed keys; otherwise a key that AWS owns
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Whether all rules are taken out of the default security group of the VPC. CloudFormation cannot do that, so it
   * takes a function and its role, which run when the VPC is made.
   * @default true
   */
  readonly restrictDefaultSecurityGroup?: boolean;
}
