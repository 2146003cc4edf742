/**
 * Which availability zones a network spans, and what is wrong with the wish for them.
 */
import { Stack, Token } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { NetworkProps } from './network-props';
import { Finding, finding } from '../findings';

const FEWEST = 2;
const MOST = 6;
const USUAL = 3;
const MOST_RESERVED = 8;

/** How many zones have subnets. */
export function zoneCount(scope: Construct, props: NetworkProps): number {
  return props.availabilityZones?.length ?? props.zones ?? Math.min(USUAL, Stack.of(scope).availabilityZones.length);
}

/** How many zones have room in the address plan. */
export function reservedZoneCount(zones: number, props: NetworkProps): number {
  return props.reservedZones ?? Math.max(4, zones);
}

/** Everything that is wrong with the zones. */
export function checkZones(scope: Construct, props: NetworkProps): Finding[] {
  const zones = zoneCount(scope, props);
  const reserved = reservedZoneCount(zones, props);
  const nearest = nearestWhole(zones, FEWEST, MOST);
  const path = props.availabilityZones ? 'availabilityZones' : 'zones';
  return [
    ...(nearest === zones ? [] : [finding('ZoneCountOutOfRange', path, { given: zones, nearest })]),
    ...(isWhole(reserved, nearest, MOST_RESERVED)
      ? []
      : [finding('ReservedZonesOutOfRange', 'reservedZones', { given: reserved, nearest: nearestWhole(reserved, nearest, MOST_RESERVED) })]),
    ...(props.availabilityZones ? checkNames(scope, props.availabilityZones, props.zones) : checkCount(scope, zones)),
  ];
}

function checkCount(scope: Construct, zones: number): Finding[] {
  const stack = Stack.of(scope);
  const available = stack.availabilityZones;
  if (zones <= available.length || zones > MOST || isPlaceholder(available)) {
    return [];
  }
  return available.some(zone => Token.isUnresolved(zone))
    ? [finding('ZonesUnknown', 'zones', { given: zones })]
    : [finding('ZonesNotInRegion', 'zones', { given: zones, region: stack.region, available: available.length })];
}

function checkNames(scope: Construct, names: readonly string[], zones?: number): Finding[] {
  const { region } = Stack.of(scope);
  const findings = zones === undefined || zones === names.length
    ? []
    : [finding('ZonesCountedAndNamed', 'zones', { zones, names: names.length })];
  names.forEach((zone, index) => {
    if (names.indexOf(zone) !== index) {
      findings.push(finding('ZoneGivenTwice', `availabilityZones[${index}]`, { zone }));
    }
    if (!Token.isUnresolved(region) && !Token.isUnresolved(zone) && !zone.startsWith(region)) {
      findings.push(finding('ZoneOutsideRegion', `availabilityZones[${index}]`, { zone, region }));
    }
  });
  return findings;
}

/** What the CDK answers while a lookup is pending. */
function isPlaceholder(zones: readonly string[]): boolean {
  return zones.some(zone => zone.startsWith('dummy'));
}

function isWhole(value: number, least: number, most: number): boolean {
  return nearestWhole(value, least, most) === value;
}

function nearestWhole(value: number, least: number, most: number): number {
  return Math.min(Math.max(Math.round(value) || least, least), most);
}
