import { chosenFrom, count, list, range } from '../../src/findings/messages/wording';

test('lists', () => {
  expect([list([]), list(['a']), list(['a', 'b']), list(['a', 'b', 'c'])]).toEqual(['', 'a', 'a and b', 'a, b and c']);
});

test('choices', () => {
  expect([chosenFrom(['a']), chosenFrom([80, 81]), chosenFrom(['a', 'b', 'c'])]).toEqual(["'a'", '80 or 81', "one of 'a', 'b' and 'c'"]);
});

test('ranges', () => {
  expect([range(1, 2), range(1, undefined, 'MiB'), range(undefined, 2)]).toEqual(['from 1 to 2', 'at least 1 MiB', 'at most 2']);
});

test('counts', () => {
  expect([count(1, 'container'), count(2, 'container')]).toEqual(['1 container', '2 containers']);
});
