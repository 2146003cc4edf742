import * as fc from 'fast-check';
import {
  AddressPlan, AddressRequest, LOAD_BALANCER_PREFIX, offsetOf, planAddresses, PREFIXES, smallestVpcPrefix, Tier, TIERS,
} from '../../src/network/address-plan';
import { addressesIn } from '../../src/network/cidr';

const prefix = fc.integer({ min: PREFIXES.largest, max: PREFIXES.smallest });
const publicPrefix = fc.integer({ min: PREFIXES.largest, max: LOAD_BALANCER_PREFIX });
const tiers = fc.subarray([...TIERS], { minLength: 1 }).filter(some => some.includes('private'));
const request: fc.Arbitrary<AddressRequest> = fc.record({
  vpcPrefix: prefix,
  reservedZones: fc.integer({ min: 2, max: 8 }),
  prefixes: fc.record({ private: prefix, isolated: prefix, public: publicPrefix }, { requiredKeys: [] }),
  tiers,
});

/** Requests that have a plan, with it. Half of the requests ask for no sizes, so that many do. */
const planned = fc.tuple(request, fc.boolean())
  .map(([given, automatic]) => automatic ? { ...given, prefixes: {} } : given)
  .map(given => ({ given, plan: planAddresses(given)! }))
  .filter(({ plan }) => plan !== undefined);

interface Placed { readonly tier: Tier; readonly zone: number; readonly start: number; readonly end: number }

function placed(plan: AddressPlan, zones: number): Placed[] {
  return TIERS.filter(tier => plan.slots[tier]).flatMap(tier => Array.from({ length: zones }, (_, zone) => {
    const start = offsetOf(plan, tier, zone);
    return { tier, zone, start, end: start + addressesIn(plan.slots[tier]!.prefix) };
  }));
}

test('subnets never overlap', () => {
  fc.assert(fc.property(planned, ({ given, plan }) => {
    const all = placed(plan, given.reservedZones).sort((a, b) => a.start - b.start);
    all.slice(1).forEach((subnet, index) => expect(subnet.start).toBeGreaterThanOrEqual(all[index].end));
  }));
});

test('every subnet of every reserved zone lies inside of the VPC', () => {
  fc.assert(fc.property(planned, ({ given, plan }) => {
    for (const { start, end } of placed(plan, given.reservedZones)) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeLessThanOrEqual(addressesIn(given.vpcPrefix));
    }
  }));
});

test('every subnet starts at a multiple of its size', () => {
  fc.assert(fc.property(planned, ({ given, plan }) => {
    for (const { tier, start } of placed(plan, given.reservedZones)) {
      expect(start % addressesIn(plan.slots[tier]!.prefix)).toBe(0);
    }
  }));
});

test('every tier that is on has subnets of a size that AWS allows, and of the size that was asked for', () => {
  fc.assert(fc.property(planned, ({ given, plan }) => {
    for (const tier of given.tiers) {
      const slot = plan.slots[tier]!;
      expect(slot.prefix).toBeGreaterThanOrEqual(PREFIXES.largest);
      expect(slot.prefix).toBeLessThanOrEqual(PREFIXES.smallest);
      expect(slot.prefix).toBe(given.prefixes[tier] ?? slot.prefix);
    }
  }));
});

test('a load balancer fits into every public subnet', () => {
  fc.assert(fc.property(planned, ({ given, plan }) => {
    if (given.tiers.includes('public')) {
      expect(plan.slots.public!.prefix).toBeLessThanOrEqual(LOAD_BALANCER_PREFIX);
    }
  }));
});

test('the private subnet is the largest where nothing else was asked for', () => {
  fc.assert(fc.property(planned, ({ given, plan }) => {
    if (Object.values(given.prefixes).length === 0 && plan.zonePrefix <= 25) {
      const others = TIERS.filter(tier => tier !== 'private' && plan.slots[tier]).map(tier => plan.slots[tier]!.prefix);
      expect(plan.slots.private!.prefix).toBeLessThan(Math.min(...others, 33));
    }
  }));
});

test('a larger VPC has subnets at least as large', () => {
  fc.assert(fc.property(planned, ({ given, plan }) => {
    if (given.vpcPrefix > PREFIXES.largest) {
      const larger = planAddresses({ ...given, vpcPrefix: given.vpcPrefix - 1 });
      for (const tier of given.tiers) {
        expect(larger!.slots[tier]!.prefix).toBeLessThanOrEqual(plan.slots[tier]!.prefix);
      }
    }
  }));
});

test('later zones lie behind earlier ones', () => {
  fc.assert(fc.property(planned, ({ given, plan }) => {
    for (const tier of given.tiers) {
      for (let zone = 1; zone < given.reservedZones; zone++) {
        expect(offsetOf(plan, tier, zone)).toBeGreaterThan(offsetOf(plan, tier, zone - 1));
      }
    }
  }));
});

test('turning a tier on moves nothing in a zone block of 256 addresses or more', () => {
  fc.assert(fc.property(planned, ({ given, plan }) => {
    const all = plan.zonePrefix <= 24 ? planAddresses({ ...given, tiers: TIERS }) : undefined;
    for (const tier of all ? given.tiers : []) {
      expect(all!.slots[tier]).toEqual(plan.slots[tier]);
    }
  }));
});

test('the smallest VPC for a request fits, and the next smaller one does not', () => {
  fc.assert(fc.property(request, given => {
    const smallest = smallestVpcPrefix(given);
    if (smallest === undefined) {
      expect(planAddresses({ ...given, vpcPrefix: PREFIXES.largest })).toBeUndefined();
      return;
    }
    expect(planAddresses({ ...given, vpcPrefix: smallest })).toBeDefined();
    if (smallest < PREFIXES.smallest) {
      expect(planAddresses({ ...given, vpcPrefix: smallest + 1 })).toBeUndefined();
    }
  }));
});

// The addresses of everybody's subnets: a change here replaces them.
test.each([
  // VPC, reserved zones, zone block, private, isolated, public
  [16, 4, 18, 19, 20, 21],
  [16, 3, 18, 19, 20, 21],
  [16, 2, 17, 18, 19, 20],
  [16, 8, 19, 20, 21, 22],
  [20, 4, 22, 23, 24, 25],
  [22, 4, 24, 25, 26, 27],
  [23, 4, 25, 26, 27, 27],
  [24, 4, 26, 28, 28, 27],
])('a VPC /%i for %i zones has zone blocks /%i with private /%i, isolated /%i and public /%i', (vpcPrefix, reservedZones, zonePrefix, ...sizes) => {
  const plan = planAddresses({ vpcPrefix, reservedZones, prefixes: {}, tiers: TIERS })!;
  expect(plan.zonePrefix).toBe(zonePrefix);
  expect(TIERS.map(tier => plan.slots[tier]!.prefix)).toEqual(sizes);
});

test.each([25, 26, 27, 28])('a VPC /%i has no room for three tiers in four zones', vpcPrefix => {
  expect(planAddresses({ vpcPrefix, reservedZones: 4, prefixes: {}, tiers: TIERS })).toBeUndefined();
});

test.each([[22, 25], [24, 26]])('alone in a VPC /%i, the private tier has subnets /%i: small VPCs keep no room for tiers that are off', (vpcPrefix, expected) => {
  const plan = planAddresses({ vpcPrefix, reservedZones: 4, prefixes: {}, tiers: ['private'] })!;
  expect(plan.slots.private).toEqual({ offset: 0, prefix: expected });
});
