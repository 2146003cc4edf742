/** The rule packs and the CDK's validator over combinations of options, every two of which meet at least once. */
import { appsOf, OPTIONS, stageOf } from './options';
import { findingsIn, tell } from './packs';
import { pairwise } from './pairwise';
import { diagnosticsIn, VALIDATION_CONTEXT } from './validator';

const ROWS = pairwise(OPTIONS);

const diagnostics: string[] = [];
const findings: string[] = [];

beforeAll(() => {
  for (const app of appsOf(ROWS, VALIDATION_CONTEXT)) {
    diagnostics.push(...diagnosticsIn(app));
    findings.push(...findingsIn(app).map(tell));
  }
}, 120_000);

test('every two values of any two options meet', () => {
  const names = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[];
  const apart = names.flatMap((a, index) => names.slice(index + 1).flatMap(b => OPTIONS[a].flatMap(i => OPTIONS[b]
    .filter(j => !ROWS.some(row => row[a] === i && row[b] === j)).map(j => `${a}=${i} ${b}=${j}`))));
  expect(apart).toEqual([]);
});

test.each(ROWS.map((row, index) => [stageOf(index), Object.values(row).join(', ')]))('%s: %s', stage => {
  const here = (told: string) => told.includes(` at ${stage}/`);
  expect({ diagnostics: diagnostics.filter(here), findings: findings.filter(here) }).toEqual({ diagnostics: [], findings: [] });
});

test('nothing is said of anything else', () => {
  expect([...diagnostics, ...findings]).toEqual([]);
});
