/**
 * What is wrong with the props of a network, before anything is made of them.
 */
import { Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { AddressRequest, LOAD_BALANCER_PREFIX, planAddresses, PREFIXES, smallestVpcPrefix, Tier, TIERS, wantedTiers } from './address-plan';
import { AddressSpace } from './address-space';
import { Egress } from './egress';
import { checkEndpoints } from './endpoints';
import { NetworkProps } from './network-props';
import { checkZones } from './zones';
import { Finding, finding } from '../findings';

/** The choices that are made by the time the rules run. */
export interface NetworkChoices {
  readonly egress: Egress;
  readonly addresses: AddressSpace;
  readonly zones: number;
  readonly request: AddressRequest;
}

/** Everything that is wrong. */
export function checkNetwork(scope: Construct, props: NetworkProps, choices: NetworkChoices): Finding[] {
  const zoneFindings = checkZones(scope, props);
  const addressFindings = [...choices.addresses._findings, ...checkPrefixes(choices.request)];
  return [
    ...zoneFindings,
    ...addressFindings,
    // How much fits is only a question once the numbers themselves make sense.
    ...(zoneFindings.length + addressFindings.length === 0 ? checkRoom(choices.request) : []),
    ...checkNat(choices),
    ...checkServices(props, choices.egress),
  ];
}

function checkPrefixes({ prefixes }: AddressRequest): Finding[] {
  return TIERS.filter(tier => prefixes[tier] !== undefined).flatMap(tier => {
    const given = prefixes[tier]!;
    const nearest = Math.min(Math.max(Math.round(given) || PREFIXES.smallest, PREFIXES.largest), PREFIXES.smallest);
    if (nearest !== given) {
      return [finding('SubnetPrefixOutOfRange', `prefixes.${tier}Tier`, { tier, given, nearest })];
    }
    return tier === 'public' && given > LOAD_BALANCER_PREFIX ? [finding('PublicSubnetTooSmall', 'prefixes.publicTier', { given })] : [];
  });
}

function checkRoom(request: AddressRequest): Finding[] {
  if (planAddresses(request)) {
    return [];
  }
  return [finding('AddressSpaceTooSmall', 'addresses', {
    vpcPrefix: request.vpcPrefix,
    tiers: wantedTiers(request).map(tier => describeTier(tier, request)).join(', '),
    zones: request.reservedZones,
    nearest: smallestVpcPrefix(request),
  })];
}

function describeTier(tier: Tier, { prefixes }: AddressRequest): string {
  const article = tier === 'isolated' ? 'an' : 'a';
  return prefixes[tier] === undefined ? `${article} ${tier} subnet` : `${article} ${tier} subnet of prefix length ${prefixes[tier]}`;
}

function checkNat({ egress, zones, request }: NetworkChoices): Finding[] {
  const needed = egress._zonalGateways(zones);
  const addresses = egress._eipAllocationIds;
  return [
    ...(needed > 0 && !request.tiers.includes('public')
      ? [finding('NatNeedsPublicTier', 'publicTier', { egress: `Egress.${egress._kind}()` })]
      : []),
    ...(addresses && !Token.isUnresolved(addresses) && addresses.length !== needed
      ? [finding('NatAddressCount', 'egress.eipAllocationIds', { given: addresses.length, needed })]
      : []),
    ...(addresses ?? []).flatMap((given, index) => Token.isUnresolved(given) || /^eipalloc-[0-9a-f]{8,17}$/.test(given)
      ? []
      : [finding('NatAddressInvalid', `egress.eipAllocationIds[${index}]`, { given })]),
  ];
}

function checkServices(props: NetworkProps, egress: Egress): Finding[] {
  const own = checkEndpoints('egress.services', egress._services);
  return own.length > 0 ? own : checkEndpoints('interfaceEndpoints', props.interfaceEndpoints ?? [], egress._services);
}
