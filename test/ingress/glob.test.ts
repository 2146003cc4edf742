import * as fc from 'fast-check';
import { globContains, globMatches, literals, parseGlob, wildcardCount } from '../../src/ingress/glob';

/** An independent reading of the same patterns. */
function asRegExp(pattern: string): RegExp {
  return new RegExp(`^${[...pattern].map(one => one === '*' ? '.*' : one === '?' ? '.' : one.replace(/[.+^${}()|[\]\\/]/g, '\\$&')).join('')}$`, 's');
}

const contains = (outer: string, inner: string) => globContains(parseGlob(outer), parseGlob(inner));
const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?'), maxLength: 6 });
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '/'), maxLength: 7 });

/** All strings up to four characters over an alphabet with one character that no pattern names. */
const TEXTS = (() => {
  const all = [''];
  for (let from = 0, length = 1; length <= 4; length++) {
    const to = all.length;
    all.slice(from, to).forEach(start => ['a', 'b', '/', 'z'].forEach(end => all.push(start + end)));
    from = to;
  }
  return all;
})();

test('matches what a regular expression matches', () => {
  fc.assert(fc.property(pattern, text, (glob, string) => {
    expect(globMatches(parseGlob(glob), string)).toBe(asRegExp(glob).test(string));
  }), { numRuns: 1000 });
});

test('never says that a pattern takes all of another when one string is left over', () => {
  fc.assert(fc.property(pattern, pattern, (outer, inner) => {
    fc.pre(contains(outer, inner));
    const [wide, narrow] = [asRegExp(outer), asRegExp(inner)];
    const leftOver = TEXTS.find(string => narrow.test(string) && !wide.test(string));
    expect(leftOver).toBeUndefined();
  }), { numRuns: 1000 });
});

test('sees containment wherever no short string speaks against it', () => {
  const short = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 3 });
  fc.assert(fc.property(short, short, (outer, inner) => {
    const [wide, narrow] = [asRegExp(outer), asRegExp(inner)];
    fc.pre(TEXTS.every(string => !narrow.test(string) || wide.test(string)));
    expect(contains(outer, inner)).toBe(true);
  }), { numRuns: 1000 });
});

test('contains itself, and what contains two in a row contains both', () => {
  fc.assert(fc.property(fc.array(pattern, { minLength: 12, maxLength: 12 }), patterns => {
    for (const a of patterns) {
      expect(contains(a, a)).toBe(true);
      const inside = patterns.filter(b => contains(a, b));
      inside.forEach(b => patterns.filter(c => contains(b, c)).forEach(c => expect(contains(a, c)).toBe(true)));
    }
  }), { numRuns: 200 });
});

test.each([
  ['/*', '/api', true],
  ['/*', '/*', true],
  ['/api*', '/api/*', true],
  ['/api/*', '/api', false],
  ['/a?c', '/abc', true],
  ['/a?c', '/a*c', false],
  ['*.example.com', '*.api.example.com', true],
  ['*.example.com', 'example.com', false],
  ['?*', '*?', true],
  ['**', '*', true],
])('%s contains %s: %s', (outer, inner, expected) => {
  expect(contains(outer, inner)).toBe(expected);
});

test('case matters only where it is said to', () => {
  expect(globMatches(parseGlob('/Api'), '/api')).toBe(false);
  expect(globMatches(parseGlob('API.example.com', { ignoreCase: true }), 'api.EXAMPLE.com', { ignoreCase: true })).toBe(true);
});

test('a backslash takes a wildcard literally in values, and is itself elsewhere', () => {
  expect(globMatches(parseGlob('1\\*2', { escapes: true }), '1*2')).toBe(true);
  expect(globMatches(parseGlob('1\\*2', { escapes: true }), '1xx2')).toBe(false);
  expect(literals(parseGlob('1\\*2'))).toBe('1\\2');
  expect(wildcardCount('a\\*b*?', { escapes: true })).toBe(2);
});
