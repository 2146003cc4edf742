import * as fc from 'fast-check';
import { cidrContains, isCidr, isSingleAddress, parseCidr } from '../../src/ingress/cidr';

const ipv4 = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([address, prefix]) => ({ address, prefix }));
const toNumber = (address: string) => address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);

test('finds a block inside another exactly when its first and last address are', () => {
  fc.assert(fc.property(ipv4, ipv4, (outer, inner) => {
    const range = ({ address, prefix }: { address: string; prefix: number }) => {
      const size = 2 ** (32 - prefix);
      const first = Math.floor(toNumber(address) / size) * size;
      return [first, first + size - 1];
    };
    const [[from, to], [first, last]] = [range(outer), range(inner)];
    const contains = cidrContains(parseCidr(`${outer.address}/${outer.prefix}`), parseCidr(`${inner.address}/${inner.prefix}`));
    expect(contains).toBe(from <= first && last <= to);
  }), { numRuns: 2000 });
});

test('reads every way to write an IPv6 address', () => {
  fc.assert(fc.property(fc.ipV6(), address => {
    expect(isCidr(`${address}/128`)).toBe(true);
    expect(parseCidr(`${address}/128`).bits).toMatch(/^[01]{128}$/);
    expect(isSingleAddress(parseCidr(`${address}/128`))).toBe(true);
  }));
  const same = ['2001:db8::1', '2001:0db8:0:0:0:0:0:1', '2001:db8::0.0.0.1'].map(address => parseCidr(`${address}/128`).bits);
  expect(new Set(same).size).toBe(1);
});

test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '10.0.0.0/8/8', '::/129', 'fe80::1%eth0/64', '', 'example.com/8', '1.2.3.4/x'])('%s is not a block', text => {
  expect(isCidr(text)).toBe(false);
});

test('addresses of different versions are never inside each other', () => {
  expect(cidrContains(parseCidr('0.0.0.0/0'), parseCidr('::/0'))).toBe(false);
});
