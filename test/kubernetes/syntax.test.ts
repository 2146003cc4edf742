import * as fc from 'fast-check';
import { countOrPercent, isCidr, isCron, isDataKey, isDnsLabel, isDuration, isLabelValue, isPortName, isQualifiedName, isSubdomain, quantity } from '../../tools/kubernetes/syntax';

describe('a quantity', () => {
  test.each([
    ['250m', 0.25], ['1', 1], ['0.5', 0.5], ['.5', 0.5], ['2Gi', 2 ** 31], ['2G', 2e9], ['1e3', 1000], ['1E', 1e18], ['128974848', 128974848], ['-1', -1],
  ])('%s is %d', (text, number) => {
    expect(quantity(text)).toBeCloseTo(number, 9);
  });

  test.each(['', '1 Gi', '512MB', '1gi', 'Gi', '1.2.3', '1e3Gi', 'constructor', '1constructor'])("'%s' is none", text => {
    expect(quantity(text)).toBeUndefined();
  });

  test('in binary units is that many of the smaller unit', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 10_000 }), gib => quantity(`${gib}Gi`) === quantity(`${gib * 1024}Mi`)));
  });
});

describe('cron', () => {
  test.each(['* * * * *', '*/5 8-18 * * 1-5', '0 9 1,15 jan-jun MON', '0 0 ? * 0', '0-30/10 * * * *', '@daily', '@every 1h30m'])('can be %s', text => {
    expect(isCron(text)).toBe(true);
  });

  test.each([
    '* * * *', '* * * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * * 13 *', '* * * * 7', '*/0 * * * *', '5-1 * * * *', '1-2-3 * * * *', '0 8 L * *', '0 8 * * MON#1',
    'rate(5 minutes)', 'TZ=UTC 0 8 * * *', '@reboot', '@every day', '',
  ])("cannot be '%s'", text => {
    expect(isCron(text)).toBe(false);
  });

  test('takes every minute of every hour', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 23 }), (minute, hour) => isCron(`${minute} ${hour} * * *`)));
  });
});

describe('names', () => {
  test.each([
    [isDnsLabel, 'a-1', true], [isDnsLabel, '1', true], [isDnsLabel, 'a.b', false], [isDnsLabel, '-a', false], [isDnsLabel, 'a'.repeat(63), true], [isDnsLabel, 'a'.repeat(64), false],
    [isSubdomain, 'a.b-c.d', true], [isSubdomain, 'a..b', false], [isSubdomain, 'A', false], [isSubdomain, 'a'.repeat(254), false],
    [isQualifiedName, 'app', true], [isQualifiedName, 'app.kubernetes.io/Name_1', true], [isQualifiedName, 'a/b/c', false], [isQualifiedName, '/b', false], [isQualifiedName, '-b', false],
    [isLabelValue, '', true], [isLabelValue, 'a_B.c', true], [isLabelValue, 'a b', false], [isLabelValue, 'a'.repeat(64), false],
    [isPortName, 'http', true], [isPortName, '80', false], [isPortName, 'a--b', false], [isPortName, 'a'.repeat(15), true], [isPortName, 'a'.repeat(16), false],
    [isDataKey, 'tls.crt', true], [isDataKey, 'a/b', false], [isDataKey, '..', false],
    [isDuration, '1h30m', true], [isDuration, '90', false],
    [isCidr, '10.0.0.0/8', true], [isCidr, '10.0.0.0', false], [isCidr, '10.0.0.0/33', false], [isCidr, '300.0.0.0/8', false], [isCidr, '2001:db8::/64', true],
  ] as [(text: string) => boolean, string, boolean][])('by %p: %s is %s', (fits, text, expected) => {
    expect(fits(text)).toBe(expected);
  });
});

test('a count is a whole number or a percentage', () => {
  expect([3, '25%', 0].map(countOrPercent)).toEqual([{ number: 3, percent: false }, { number: 25, percent: true }, { number: 0, percent: false }]);
  expect([-1, 1.5, '3', '25', '-1%', undefined].map(countOrPercent)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
});

test('what CloudFormation will fill in is not judged by its spelling', () => {
  expect([isDnsLabel, isSubdomain, isLabelValue, isCidr, isCron].map(fits => fits('${Subnet.CidrBlock}'))).toEqual([true, true, true, true, true]);
  expect(isCidr('Subnet.CidrBlock')).toBe(true);
});
