/**
 * Where each subnet lies inside its VPC: pure arithmetic on offsets and prefix lengths, so that the same plan serves a VPC
 * with a known block and one whose block a pool decides at deployment.
 *
 * The VPC is cut into equal zone blocks, as many as zones are reserved, rounded up to a power of two. Every zone block is
 * cut in the same way: the largest tier first. A zone added later takes the next zone block and moves nothing.
 */
import { addressesIn } from './cidr';

/** The tiers, in the order in which equally large ones are placed. */
export const TIERS = ['private', 'isolated', 'public'] as const;

/** A group of subnets with the same routes, one in each zone. */
export type Tier = (typeof TIERS)[number];

/** The smallest and the largest prefix length that AWS allows for a VPC and for a subnet. */
export const PREFIXES = { largest: 16, smallest: 28 } as const;

/** The smallest subnet an application load balancer accepts. */
export const LOAD_BALANCER_PREFIX = 27;

/** The smallest zone block in which every tier gets its share without falling below what is useful. */
const ROOMY_ZONE = LOAD_BALANCER_PREFIX - 3;

/** What a plan is made from. */
export interface AddressRequest {
  readonly vpcPrefix: number;
  /** Zones to keep room for, those in use included. */
  readonly reservedZones: number;
  /** Prefix lengths that were asked for; the other tiers are sized by the plan. */
  readonly prefixes: Readonly<Partial<Record<Tier, number>>>;
  /** Tiers that have subnets now. */
  readonly tiers: readonly Tier[];
}

/** Where the subnet of a tier lies inside every zone block. */
export interface TierSlot {
  readonly offset: number;
  readonly prefix: number;
}

/** How the VPC is cut. */
export interface AddressPlan {
  readonly vpcPrefix: number;
  readonly zonePrefix: number;
  readonly slots: Readonly<Partial<Record<Tier, TierSlot>>>;
}

/** The plan, or undefined when the VPC is too small for it. */
export function planAddresses(request: AddressRequest): AddressPlan | undefined {
  const { vpcPrefix, reservedZones, prefixes } = request;
  const zonePrefix = zonePrefixOf(vpcPrefix, reservedZones);
  // Room for tiers that are off keeps the others in place when they are turned on. Small VPCs cannot afford it.
  const roomy = zonePrefix <= ROOMY_ZONE ? layOut(zonePrefix, sizeTiers(zonePrefix, prefixes, TIERS)) : undefined;
  const slots = roomy ?? layOut(zonePrefix, sizeTiers(zonePrefix, prefixes, wantedTiers(request)));
  return slots && { vpcPrefix, zonePrefix, slots };
}

/** The tiers that must have room: those that are on, and those whose size was given although they are off. */
export function wantedTiers({ prefixes, tiers }: AddressRequest): Tier[] {
  return TIERS.filter(tier => tiers.includes(tier) || prefixes[tier] !== undefined);
}

/** The offset of a tier's subnet from the start of the VPC. */
export function offsetOf(plan: AddressPlan, tier: Tier, zone: number): number {
  return zone * addressesIn(plan.zonePrefix) + plan.slots[tier]!.offset;
}

/** The smallest VPC that the request fits into, or undefined if not even the largest will do. */
export function smallestVpcPrefix(request: AddressRequest): number | undefined {
  for (let vpcPrefix = PREFIXES.smallest; vpcPrefix >= PREFIXES.largest; vpcPrefix--) {
    if (planAddresses({ ...request, vpcPrefix })) {
      return vpcPrefix;
    }
  }
  return undefined;
}

/** The prefix length of the block of one zone. */
export function zonePrefixOf(vpcPrefix: number, reservedZones: number): number {
  return vpcPrefix + Math.ceil(Math.log2(reservedZones));
}

/** A prefix length for each tier: a quarter of the zone isolated, an eighth public, and the largest that then fits private. */
function sizeTiers(zonePrefix: number, asked: AddressRequest['prefixes'], tiers: readonly Tier[]): Partial<Record<Tier, number>> {
  const sizes: Partial<Record<Tier, number>> = {};
  if (tiers.includes('isolated')) {
    sizes.isolated = asked.isolated ?? clamp(zonePrefix + 2, PREFIXES.smallest);
  }
  if (tiers.includes('public')) {
    sizes.public = asked.public ?? clamp(zonePrefix + 3, LOAD_BALANCER_PREFIX);
  }
  if (tiers.includes('private')) {
    const left = addressesIn(zonePrefix) - total(Object.values(sizes));
    sizes.private = asked.private ?? (left > 0 ? 32 - Math.floor(Math.log2(left)) : 33);
  }
  return sizes;
}

/** Slots in descending size, which keeps powers of two aligned without gaps; undefined when they do not fit. */
function layOut(zonePrefix: number, sizes: Partial<Record<Tier, number>>): AddressPlan['slots'] | undefined {
  const prefixes = Object.values(sizes);
  if (prefixes.some(prefix => prefix > PREFIXES.smallest) || total(prefixes) > addressesIn(zonePrefix)) {
    return undefined;
  }
  const slots: Partial<Record<Tier, TierSlot>> = {};
  let offset = 0;
  for (const tier of TIERS.filter(name => sizes[name] !== undefined).sort((a, b) => sizes[a]! - sizes[b]!)) {
    slots[tier] = { offset, prefix: sizes[tier]! };
    offset += addressesIn(sizes[tier]!);
  }
  return slots;
}

/** A subnet cannot be larger than AWS allows, however large its share, nor smaller than is useful. */
function clamp(prefix: number, smallest: number): number {
  return Math.min(Math.max(prefix, PREFIXES.largest), smallest);
}

function total(prefixes: readonly number[]): number {
  return prefixes.reduce((sum, prefix) => sum + addressesIn(prefix), 0);
}
