import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Token } from 'aws-cdk-lib/core';
import { ExistingNetworkLoadBalancerOptions, NetworkIngressProps } from './network-ingress-props';
import { Finding, finding } from '../../findings';
import { checkDomains, checkLogNames, checkTargets } from '../ingress-rules';

/** What AWS would refuse about a load balancer, or could not work. */
export function checkNetworkIngress(props: NetworkIngressProps): Finding[] {
  const domains = [...props.domain ? [props.domain] : [], ...props.additionalDomains ?? []];
  return [
    ...checkTargets(props.vpc, props.targetCidrs),
    // Whether certificates are needed is up to the listeners.
    ...checkDomains(domains, props.domain ? 'domain' : 'additionalDomains[0]', false),
    ...checkLogNames(props),
    ...checkSubnets(props),
    ...checkAddresses(props),
    ...(props.privateLink?.allowedPrincipals ?? []).flatMap((given, i) => Token.isUnresolved(given) || /^(arn:[^:]+:iam::.+|\*)$/.test(given)
      ? [] : [finding('PrivateLinkPrincipalInvalid', `privateLink.allowedPrincipals[${i}]`, { given })]),
  ];
}

/** What could not work about a load balancer that exists. */
export function checkExistingNetwork({ domain, takenPorts = [] }: ExistingNetworkLoadBalancerOptions): Finding[] {
  return [
    ...checkDomains(domain ? [domain] : [], 'domain', false),
    ...takenPorts.flatMap((given, i) => Number.isInteger(given) && given >= 1 && given <= 65535
      ? [] : [finding('NetworkPortTakenInvalid', `takenPorts[${i}]`, { given })]),
  ];
}

/** The subnets the load balancer is put into. It takes one in each zone, and a network may have several public ones there. */
export function networkSubnetsOf({ subnets, internetFacing = true }: NetworkIngressProps): ec2.SubnetSelection {
  return subnets ?? { subnetType: internetFacing ? ec2.SubnetType.PUBLIC : ec2.SubnetType.PRIVATE_WITH_EGRESS, onePerAz: true };
}

/** One zone is enough, but a subnet that leads nowhere is not, nor are two in one zone. */
function checkSubnets({ vpc, subnets, internetFacing = true }: NetworkIngressProps): Finding[] {
  const chosen = subnets && vpc.selectSubnets(subnets);
  if (!chosen || chosen.isPendingLookup) {
    return [];
  }
  const hidden = [...vpc.privateSubnets, ...vpc.isolatedSubnets].map(subnet => subnet.subnetId);
  return [
    ...internetFacing && chosen.subnetIds.some(id => hidden.includes(id)) ? [finding('NoPublicSubnets', 'subnets', {})] : [],
    ...sharedZones(chosen.subnets).map(zone => finding('SubnetsShareZone', 'subnets', { zone: Token.isUnresolved(zone) ? 'the same zone' : zone })),
  ];
}

/** Zones with several of the subnets. Those that are known at deployment only are the same where their tokens are. */
function sharedZones(subnets: readonly ec2.ISubnet[]): string[] {
  const zones = subnets.flatMap(zoneOf);
  return [...new Set(zones.filter((zone, index) => zones.indexOf(zone) < index))];
}

/** A subnet that was imported without its zone throws when it is asked for it. */
function zoneOf(subnet: ec2.ISubnet): string[] {
  try {
    return [subnet.availabilityZone];
  } catch {
    return [];
  }
}

function checkAddresses({ vpc, subnets, internetFacing = true, staticAddresses }: NetworkIngressProps): Finding[] {
  if (!staticAddresses) {
    return [];
  }
  if (!internetFacing) {
    return [finding('StaticAddressesInternal', 'staticAddresses', {})];
  }
  const chosen = vpc.selectSubnets(networkSubnetsOf({ vpc, subnets, internetFacing }));
  if (chosen.isPendingLookup || chosen.subnets.length === 0) {
    return chosen.isPendingLookup ? [] : [finding('StaticAddressesUnknownSubnets', 'staticAddresses', {})];
  }
  const { _spec: spec } = staticAddresses;
  return spec.kind === 'given' && spec.allocationIds.length !== chosen.subnets.length
    ? [finding('StaticAddressCount', 'staticAddresses', { given: spec.allocationIds.length, subnets: chosen.subnets.length })] : [];
}
