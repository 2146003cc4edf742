/** Patterns of IAM: `*` for any characters, `?` for one. Of their own kind: without a regular expression, nothing has to be escaped. */

export function likes(pattern: string, value: string): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let resume = 0;
  while (from < value.length) {
    if (at < pattern.length && pattern[at] === '*') {
      star = at++;
      resume = from;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === value[from])) {
      at++;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++resume;
    } else {
      return false;
    }
  }
  return [...pattern.slice(at)].every(rest => rest === '*');
}

/** ARNs are compared piece by piece: a `*` does not reach over a colon, except in the last piece, the resource. */
export function likesArn(pattern: string, value: string): boolean {
  const [patterns, values] = [pieces(pattern), pieces(value)];
  return patterns.length === values.length && patterns.every((piece, index) => likes(piece, values[index]));
}

function pieces(arn: string): string[] {
  const all = arn.split(':');
  return all.length <= 6 ? all : [...all.slice(0, 5), all.slice(5).join(':')];
}
