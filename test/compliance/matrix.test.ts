/** The rule packs and the CDK's validator over combinations of options, every two of which meet at least once. */
import { findingsIn, tell } from './packs';
import { appOf, OPTIONS } from './options';
import { pairwise } from './pairwise';
import { diagnosticsIn, VALIDATION_CONTEXT } from './validator';

const ROWS = pairwise(OPTIONS);

test('every two values of any two options meet', () => {
  const names = Object.keys(OPTIONS) as (keyof typeof OPTIONS)[];
  const apart = names.flatMap((a, index) => names.slice(index + 1).flatMap(b => OPTIONS[a].flatMap(i => OPTIONS[b]
    .filter(j => !ROWS.some(row => row[a] === i && row[b] === j)).map(j => `${a}=${i} ${b}=${j}`))));
  expect(apart).toEqual([]);
});

test.each(ROWS.map((row, index) => [index + 1, Object.values(row).join(', '), row] as const))('%i: %s', (_, __, row) => {
  const app = appOf(row, VALIDATION_CONTEXT);
  const diagnostics = diagnosticsIn(app);
  expect({ diagnostics, findings: findingsIn(app).map(tell) }).toEqual({ diagnostics: [], findings: [] });
}, 30_000);
