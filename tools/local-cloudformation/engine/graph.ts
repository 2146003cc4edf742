/** Orders resources so that each comes after everything it waits for, and names the circle when there is none. */

export type Order = { readonly kind: 'order'; readonly ids: string[] } | { readonly kind: 'cycle'; readonly ids: string[] };

/**
 * A stable topological order: among resources that are ready, the one written first goes first.
 *
 * Edges to ids that are not keys of the map are ignored.
 */
export function orderOf(dependencies: ReadonlyMap<string, ReadonlySet<string>>): Order {
  const done = new Set<string>();
  const ids: string[] = [];
  const trail: string[] = [];

  const visit = (id: string): string[] | undefined => {
    if (done.has(id)) { return undefined; }
    const start = trail.indexOf(id);
    if (start >= 0) { return trail.slice(start); }
    trail.push(id);
    for (const target of dependencies.get(id) ?? []) {
      if (!dependencies.has(target)) { continue; }
      const cycle = visit(target);
      if (cycle) { return cycle; }
    }
    trail.pop();
    done.add(id);
    ids.push(id);
    return undefined;
  };

  for (const id of dependencies.keys()) {
    const cycle = visit(id);
    if (cycle) { return { kind: 'cycle', ids: cycle }; }
  }
  return { kind: 'order', ids };
}
