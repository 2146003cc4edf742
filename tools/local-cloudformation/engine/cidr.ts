/** `Fn::Cidr`: cuts an address block into equal smaller ones, for IPv4 and IPv6 alike. */
import { validationError } from './errors';

/** `count` blocks of `bits` host bits each, from the start of `block`. */
export function cidrBlocks(block: string, count: number, bits?: number): string[] {
  const [address, prefix] = block.split('/');
  const v6 = address.includes(':');
  const width = v6 ? 128 : 32;
  const hostBits = bits ?? (v6 ? 64 : undefined);
  if (hostBits === undefined) { throw validationError('Template error: Fn::Cidr requires the number of subnet bits for an IPv4 block'); }
  const room = 2n ** BigInt(width - Number(prefix));
  const size = 2n ** BigInt(hostBits);
  if (BigInt(count) * size > room) { throw validationError(`Template error: Fn::Cidr cannot cut ${count} blocks of ${hostBits} bits from ${block}`); }
  const start = (v6 ? parseV6(address) : parseV4(address)) / room * room;
  return Array.from({ length: count }, (_, i) => {
    const at = start + BigInt(i) * size;
    return `${v6 ? formatV6(at) : formatV4(at)}/${width - hostBits}`;
  });
}

function parseV4(address: string): bigint {
  return address.split('.').reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

function formatV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map(shift => value / 2n ** shift % 256n).join('.');
}

function parseV6(address: string): bigint {
  const [head, tail] = address.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const middle = address.includes('::') ? new Array<string>(8 - left.length - right.length).fill('0') : [];
  return [...left, ...middle, ...right].reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

function formatV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => (value / 2n ** BigInt(112 - 16 * i) % 65536n).toString(16));
  return groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::');
}
