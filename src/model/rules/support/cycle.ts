/** The first cycle in a graph, as the names along it, or undefined. Edges to names that are not there lead nowhere. */
export function findCycle(names: readonly string[], edgesOf: (name: string) => readonly string[]): string[] | undefined {
  const all = new Set(names);
  const done = new Set<string>();
  const path: string[] = [];

  function visit(name: string): string[] | undefined {
    if (path.includes(name)) {
      return path.slice(path.indexOf(name));
    }
    if (done.has(name)) {
      return undefined;
    }
    path.push(name);
    for (const next of edgesOf(name)) {
      const cycle = all.has(next) ? visit(next) : undefined;
      if (cycle) {
        return cycle;
      }
    }
    path.pop();
    done.add(name);
    return undefined;
  }

  for (const name of names) {
    const cycle = visit(name);
    if (cycle) {
      return cycle;
    }
  }
  return undefined;
}
