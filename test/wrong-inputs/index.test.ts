import { WRONG_INPUTS } from '.';
import { codesOf } from './expect-refused';
import { MESSAGES } from '../../src/findings/messages';

const mistakes = WRONG_INPUTS.flatMap(chapter => chapter.mistakes);

test('every code is shown by a mistake', () => {
  expect(codesOf(mistakes)).toEqual(Object.keys(MESSAGES).sort());
});

test('messages are written alike: no capital at the start, no full stop at the end, nothing undefined', () => {
  const findings = mistakes.flatMap(mistake => mistake.findings());
  const texts = findings.flatMap(({ what, remedy }) => [what, remedy]);

  expect(texts.filter(text => /undefined|NaN|\[object|\.$/.test(text))).toEqual([]);
  expect(findings.map(({ remedy }) => remedy).filter(text => /^[A-Z]|''/.test(text))).toEqual([]);
});
