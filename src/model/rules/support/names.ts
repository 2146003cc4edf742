/** The given name with everything illegal replaced by hyphens; `fallback` if nothing is left. */
export function slug(given: string, illegal: RegExp, fallback: string): string {
  return given.replace(illegal, '-').replace(/-+/g, '-').replace(/^-+|-+$/g, '') || fallback;
}

/** A variation of the name that nobody has yet. */
export function freeName(given: string, taken: readonly string[]): string {
  let number = 2;
  while (taken.includes(`${given}-${number}`)) {
    number++;
  }
  return `${given}-${number}`;
}

/** The items whose key an earlier one has already, each with that earlier one. */
export function repetitions<T>(items: readonly T[], keyOf: (item: T) => string): { item: T; first: T; index: number }[] {
  const firsts = new Map<string, T>();
  const found: { item: T; first: T; index: number }[] = [];
  items.forEach((item, index) => {
    const key = keyOf(item);
    const first = firsts.get(key);
    if (first === undefined) {
      firsts.set(key, item);
    } else {
      found.push({ item, first, index });
    }
  });
  return found;
}
