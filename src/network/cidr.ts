/**
 * Reading and writing IPv4 blocks: the only place that knows how four bytes become a number.
 */

/** An IPv4 block as numbers; the address may have host bits set until somebody has checked. */
export interface Ipv4Block {
  readonly address: number;
  readonly prefix: number;
}

/** How many addresses a block with this prefix length has. */
export function addressesIn(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** The block in `a.b.c.d/n` notation, or undefined if it is anything else. */
export function parseCidr(text: string): Ipv4Block | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (!match) {
    return undefined;
  }
  const [a, b, c, d, prefix] = match.slice(1).map(Number);
  if ([a, b, c, d].some(byte => byte > 255) || prefix > 32) {
    return undefined;
  }
  return { address: a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d, prefix };
}

/** The first address of the block an address belongs to. */
export function networkAddress({ address, prefix }: Ipv4Block): number {
  return address - (address % addressesIn(prefix));
}

/** The block in `a.b.c.d/n` notation. */
export function formatCidr({ address, prefix }: Ipv4Block): string {
  const bytes = [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256);
  return `${bytes.join('.')}/${prefix}`;
}
