import { isIPv4, isIPv6 } from 'node:net';

/** A block of addresses as the bits that all of them begin with, so that one block can be found inside another. */
export interface Cidr {
  readonly version: 4 | 6;
  /** Zeros and ones, as many as the prefix is long. */
  readonly bits: string;
}

/** Whether the text is an address and a prefix length, e.g. `10.0.0.0/16`. */
export function isCidr(text: string): boolean {
  const [address, prefix, ...rest] = text.split('/');
  if (prefix === undefined || rest.length > 0 || !/^\d{1,3}$/.test(prefix)) {
    return false;
  }
  return (isIPv4(address) && Number(prefix) <= 32) || (isIPv6(address) && !address.includes('%') && Number(prefix) <= 128);
}

/** Reads a block; bits beyond the prefix are cut off. */
export function parseCidr(text: string): Cidr {
  const [address, prefix] = text.split('/');
  const version = isIPv4(address) ? 4 : 6;
  const bits = version === 4 ? ipv4Bits(address) : ipv6Bits(address);
  return { version, bits: bits.slice(0, Number(prefix)) };
}

/** Whether every address of `inner` is in `outer`. */
export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  return outer.version === inner.version && inner.bits.startsWith(outer.bits);
}

/** Whether the block is a single address. */
export function isSingleAddress(cidr: Cidr): boolean {
  return cidr.bits.length === (cidr.version === 4 ? 32 : 128);
}

function ipv4Bits(address: string): string {
  return address.split('.').map(byte => Number(byte).toString(2).padStart(8, '0')).join('');
}

/** Written in eight groups; `::` stands for as many zeros as are missing, and the last 32 bits may look like IPv4. */
function ipv6Bits(address: string): string {
  const groups = (part: string | undefined) => (part ?? '').split(':').filter(group => group !== '').flatMap(group => group.includes('.')
    ? [ipv4Bits(group).slice(0, 16), ipv4Bits(group).slice(16)]
    : [parseInt(group, 16).toString(2).padStart(16, '0')]);
  const [head, tail] = address.split('::').map(groups);
  const missing = 8 - head.length - (tail?.length ?? 0);
  return [...head, ...Array<string>(missing).fill('0'.repeat(16)), ...tail ?? []].join('');
}
