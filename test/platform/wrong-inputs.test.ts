import { compositionMessages } from '../../src/findings/messages/composition';
import { COMPOSITION_MISTAKES } from '../wrong-inputs/composition';

test.each(COMPOSITION_MISTAKES.map(mistake => [`${mistake.code} at ${mistake.path}`, mistake] as const))('%s is refused, alone, with a way out', (_, mistake) => {
  const findings = mistake.findings();

  expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual([`${mistake.code} ${mistake.path}`]);
  expect(findings[0].remedy).toContain(mistake.remedy);
});

test('every message about composition is said by one of them', () => {
  const said = COMPOSITION_MISTAKES.map(({ code }) => code as string);

  expect(Object.keys(compositionMessages).filter(code => !said.includes(code))).toEqual([]);
});
