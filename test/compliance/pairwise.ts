/** Few rows in which every two values of any two factors meet: where options disturb each other, two are nearly always enough. */

export type Factors = Readonly<Record<string, readonly unknown[]>>;

export type Row<F extends Factors> = { readonly [K in keyof F]: F[K][number] };

/** Greedy and without chance: the same factors give the same rows. */
export function pairwise<F extends Factors>(factors: F): Row<F>[] {
  const names = Object.keys(factors);
  const open = pairsOf(factors);
  const rows: Row<F>[] = [];
  while (open.size > 0) {
    const row: Record<string, number> = {};
    const [[first]] = [open];
    const [[nameA, a], [nameB, b]] = JSON.parse(first) as Pair;
    row[nameA] = a;
    row[nameB] = b;
    for (const name of names.filter(candidate => !(candidate in row))) {
      const gains = factors[name].map((_, value) =>
        Object.entries(row).filter(other => open.has(pair([name, value], other, names))).length);
      row[name] = gains.indexOf(Math.max(...gains));
    }
    covered(row, names).forEach(met => open.delete(met));
    rows.push(Object.fromEntries(names.map(name => [name, factors[name][row[name]]])) as Row<F>);
  }
  return rows;
}

type Pair = [[string, number], [string, number]];

function pair(one: [string, number], other: [string, number], names: readonly string[]): string {
  return JSON.stringify(names.indexOf(one[0]) < names.indexOf(other[0]) ? [one, other] : [other, one]);
}

function pairsOf(factors: Factors): Set<string> {
  const names = Object.keys(factors);
  return new Set(names.flatMap((a, index) => names.slice(index + 1).flatMap(b =>
    factors[a].flatMap((_, i) => factors[b].map((__, j) => JSON.stringify([[a, i], [b, j]]))))));
}

function covered(row: Record<string, number>, names: readonly string[]): string[] {
  return names.flatMap((a, index) => names.slice(index + 1).map(b => JSON.stringify([[a, row[a]], [b, row[b]]])));
}
