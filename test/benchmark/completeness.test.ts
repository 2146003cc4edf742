/** The benchmark stays whole: every goal is measured, and every measurement still runs. How long anything takes is not looked at. */
import { Bench, Figure, GOALS, isMet, SMOKE } from '../../benchmark/goals';
import { Build, build, remove } from '../../benchmark/harness/build';
import { markdown, resultOf, textTable } from '../../benchmark/harness/report';

const NAMES = Array.from({ length: 17 }, (_, index) => `G${index + 1}`);

describe('the benchmark', () => {
  let built: Build;
  let bench: Bench;

  beforeAll(() => {
    built = build('sources');
    bench = new Bench(built, SMOKE);
  });
  afterAll(() => remove(built));

  test('has the goals G1 to G17, in order', () => {
    expect(GOALS.map(({ id }) => id)).toEqual(NAMES);
  });

  test.each(GOALS)('measures $id: $title', goal => {
    const figures = goal.measure(bench);
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) {
      expect(figure.what).not.toBe('');
      expect(figure.how).not.toBe('');
      // What cannot be measured says why; anything else is a number.
      expect(Number.isFinite(figure.value) ? 'a number' : figure.note).toEqual(expect.stringMatching(/./));
    }
    expect(textTable([resultOf(goal, figures)])).toContain(goal.title);
  }, 300_000);

  test('measures the layer against the same resources, made by hand', () => {
    const [figure] = GOALS.find(({ id }) => id === 'G3')!.measure(bench);
    expect(figure.how).not.toContain('not comparable');
  });
});

describe('a figure', () => {
  const figure: Figure = { what: 'something', value: 1, unit: 'x', how: 'somehow' };

  test('meets a limit that it keeps, and only that', () => {
    expect(isMet({ ...figure, atMost: 1 })).toBe(true);
    expect(isMet({ ...figure, atMost: 0.9 })).toBe(false);
    expect(isMet({ ...figure, atLeast: 1.1 })).toBe(false);
    expect(isMet(figure)).toBeUndefined();
    expect(isMet({ ...figure, value: NaN, atMost: 1 })).toBeUndefined();
  });

  test('says in the table when it misses its limit', () => {
    const goals = [resultOf({ id: 'G1', title: 'A goal', measure: () => [] }, [{ ...figure, atMost: 0.9 }])];
    expect(textTable(goals)).toContain('NOT MET');
    expect(markdown({ date: '2026-01-01', environment: {}, rounds: 1, goals })).toContain('Not met: G1');
  });
});
