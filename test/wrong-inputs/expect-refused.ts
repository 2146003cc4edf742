import { WrongInput } from './wrong-input';

/** Proves of each mistake that it is refused with its code and nothing else, at its place, and with a way out. */
export function expectRefused(mistakes: readonly WrongInput[]): void {
  test.each(mistakes.map((mistake, index) => [`${index}: ${mistake.code} at ${mistake.path}`, mistake] as const))('%s', (_, mistake) => {
    const findings = mistake.findings();

    expect(findings.map(({ code }) => code).sort()).toEqual([mistake.code, ...mistake.also ?? []].sort());
    const found = findings.find(({ code }) => code === mistake.code)!;
    expect(found.path).toBe(mistake.path);
    expect(found.remedy).toContain(mistake.remedy);
  });
}

/** The codes that the mistakes show, each once. */
export function codesOf(mistakes: readonly WrongInput[]): string[] {
  return [...new Set(mistakes.map(({ code }) => code))].sort();
}
