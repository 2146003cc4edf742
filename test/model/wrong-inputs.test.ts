import { Code } from '../../src/findings';
import { containerMessages } from '../../src/findings/messages/container';
import { platformMessages } from '../../src/findings/messages/platform';
import { workloadMessages } from '../../src/findings/messages/workload';
import { WRONG_INPUTS } from '../wrong-inputs';

const mistakes = WRONG_INPUTS.flatMap(chapter => chapter.mistakes);

describe('every mistake is refused with its code, its place and a way out', () => {
  test.each(mistakes.map((mistake, index) => [`${index}: ${mistake.code} at ${mistake.path}`, mistake] as const))('%s', (_, mistake) => {
    const findings = mistake.findings();

    expect(findings.map(({ code }) => code).sort()).toEqual([mistake.code, ...mistake.also ?? []].sort());
    const found = findings.find(({ code }) => code === mistake.code)!;
    expect(found.path).toBe(mistake.path);
    expect(found.remedy).toContain(mistake.remedy);
  });
});

test('there are at least seventy of them', () => {
  expect(mistakes.length).toBeGreaterThanOrEqual(70);
});

test('every message about workloads and platforms is said by one of them', () => {
  const said = new Set(mistakes.map(({ code }) => code));

  const codes = Object.keys({ ...containerMessages, ...workloadMessages, ...platformMessages }) as Code[];
  const silent = codes.filter(code => !said.has(code));

  expect(silent).toEqual([]);
});

test('messages are written alike: no capital at the start, no full stop at the end, nothing undefined', () => {
  const texts = mistakes.flatMap(({ findings }) => findings().flatMap(({ what, remedy }) => [what, remedy]));

  expect(texts.filter(text => /undefined|NaN|\[object|\.$/.test(text))).toEqual([]);
  expect(mistakes.flatMap(({ findings }) => findings().map(({ remedy }) => remedy)).filter(text => /^[A-Z]|''/.test(text))).toEqual([]);
});
