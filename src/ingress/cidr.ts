import { isIPv4, isIPv6 } from 'node:net';

/** A block of addresses as bits, so that one block can be found inside another. */
export interface Cidr {
  readonly version: 4 | 6;
  readonly address: bigint;
  readonly prefix: number;
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
  const [address, length] = text.split('/');
  const version = isIPv4(address) ? 4 : 6;
  const width = version === 4 ? 32 : 128;
  const prefix = Number(length);
  const host = BigInt(width - prefix);
  const bits = version === 4 ? ipv4Bits(address) : ipv6Bits(address);
  return { version, address: (bits >> host) << host, prefix };
}

/** Whether every address of `inner` is in `outer`. */
export function cidrContains(outer: Cidr, inner: Cidr): boolean {
  if (outer.version !== inner.version || outer.prefix > inner.prefix) {
    return false;
  }
  const beyond = BigInt((outer.version === 4 ? 32 : 128) - outer.prefix);
  return outer.address >> beyond === inner.address >> beyond;
}

function ipv4Bits(address: string): bigint {
  return address.split('.').reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
}

function ipv6Bits(address: string): bigint {
  const dotted = /(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const bits = dotted ? ipv4Bits(dotted[1]) : 0n;
  const text = dotted ? address.slice(0, dotted.index) + `${(bits >> 16n).toString(16)}:${(bits & 0xffffn).toString(16)}` : address;
  const [head, tail] = text.split('::').map(part => part.split(':').filter(group => group !== ''));
  const groups = tail === undefined ? head : [...head, ...Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
  return groups.reduce((all, group) => (all << 16n) | BigInt(`0x${group}`), 0n);
}
