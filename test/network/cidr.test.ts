import * as fc from 'fast-check';
import { addressesIn, formatCidr, networkAddress, parseCidr } from '../../src/network/cidr';

const block = fc.record({ address: fc.integer({ min: 0, max: 2 ** 32 - 1 }), prefix: fc.integer({ min: 0, max: 32 }) });

test('what is written can be read back', () => {
  fc.assert(fc.property(block, given => {
    expect(parseCidr(formatCidr(given))).toEqual(given);
  }));
});

test('the network address is the nearest multiple of the size of the block below', () => {
  fc.assert(fc.property(block, given => {
    const start = networkAddress(given);
    expect(start % addressesIn(given.prefix)).toBe(0);
    expect(given.address - start).toBeGreaterThanOrEqual(0);
    expect(given.address - start).toBeLessThan(addressesIn(given.prefix));
  }));
});

test.each([
  ['10.0.0.0/16', { address: 0x0a000000, prefix: 16 }],
  ['192.168.1.128/25', { address: 0xc0a80180, prefix: 25 }],
  ['255.255.255.255/32', { address: 0xffffffff, prefix: 32 }],
])('%s is read as numbers', (text, expected) => {
  expect(parseCidr(text)).toEqual(expected);
});

test.each(['', '10.0.0.0', '10.0.0/16', '10.0.0.256/16', '10.0.0.0/33', '10.0.0.0/', ' 10.0.0.0/16', '10.0.0.0/16 ', '10.0.0.0.0/16', '::/0', '10.0.0.-1/16', '1e1.0.0.0/16'])('%p is not a block', text => {
  expect(parseCidr(text)).toBeUndefined();
});
