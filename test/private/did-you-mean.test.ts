import * as fc from 'fast-check';
import { didYouMean } from '../../src/private/did-you-mean';

const words = ['nofile', 'nproc', 'memlock', 'stack'];

test.each([['nofiles', 'nofile'], ['NPROC', 'nproc'], ['memlokc', 'memlock'], ['stak', 'stack']])('%s is probably %s', (given, meant) => {
  expect(didYouMean(given, words)).toBe(meant);
});

test('a letter too many costs as much as a letter too few', () => {
  expect([didYouMean('abcx', ['abc', 'abcxyz']), didYouMean('abc', ['abcx', 'ayz'])]).toEqual(['abc', 'abcx']);
});

test('what resembles nothing is not guessed at', () => {
  expect([didYouMean('everything', words), didYouMean('', words), didYouMean('nofile', [])]).toEqual([undefined, undefined, undefined]);
});

test('a word of the list means itself', () => {
  fc.assert(fc.property(fc.constantFrom(...words), word => didYouMean(word, words) === word));
});

test('one typing error in a long word is forgiven', () => {
  fc.assert(fc.property(fc.constantFrom(...words), fc.nat(), fc.constantFrom('x', ''), (word, position, letter) => {
    const at = position % word.length;
    expect(didYouMean(word.slice(0, at) + letter + word.slice(at + 1), words)).toBe(word);
  }));
});

test('a guess is always from the list', () => {
  fc.assert(fc.property(fc.string(), given => [undefined, ...words].includes(didYouMean(given, words))));
});
