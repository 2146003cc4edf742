/**
 * The patterns of an Application Load Balancer: `*` stands for any number of characters (slashes too), `?` for exactly
 * one. Pure arithmetic: which strings does a pattern take, and does one pattern take all that another takes?
 */
export type Glob = readonly GlobToken[];
type GlobToken = string | symbol;

const STAR = Symbol('any number of characters');
const ANY = Symbol('one character');
const ANY_BESIDE_STAR = Symbol('one character, more may follow');

export interface GlobOptions {
  /** Host names, header values and query strings are compared without regard to case; paths are not. */
  readonly ignoreCase?: boolean;
  /** In header values and query strings a backslash takes a wildcard literally. */
  readonly escapes?: boolean;
}

/**
 * Reads a pattern into its shortest form: within a run of wildcards the order does not matter, and one `*` is as good as
 * many.
 */
export function parseGlob(pattern: string, options: GlobOptions = {}): Glob {
  const text = options.ignoreCase ? pattern.toLowerCase() : pattern;
  const tokens: GlobToken[] = [];
  let run: { ones: number; star: boolean } | undefined;
  const endRun = () => {
    if (run) {
      tokens.push(...Array<GlobToken>(run.ones).fill(run.star ? ANY_BESIDE_STAR : ANY), ...(run.star ? [STAR] : []));
      run = undefined;
    }
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '*' || character === '?') {
      run ??= { ones: 0, star: false };
      run = { ones: run.ones + (character === '?' ? 1 : 0), star: run.star || character === '*' };
    } else {
      endRun();
      const escaped = options.escapes && character === '\\' && /[*?\\]/.test(text[i + 1] ?? '');
      tokens.push(escaped ? text[++i] : character);
    }
  }
  endRun();
  return tokens;
}

/** Whether `outer` takes every string that `inner` takes. Never says yes wrongly. */
export function globContains(outer: Glob, inner: Glob): boolean {
  if (!startsAlike(outer, inner)) {
    return false;
  }
  // reachable[i]: the tokens of `outer` read so far can stand for the first i tokens of `inner`.
  let reachable = Array<boolean>(inner.length + 1).fill(false);
  reachable[0] = true;
  for (const token of outer) {
    const from = token === ANY_BESIDE_STAR ? pastStars(reachable, inner) : reachable;
    const next = Array<boolean>(inner.length + 1).fill(false);
    for (let i = 0; i <= inner.length; i++) {
      if (token === STAR) {
        next[i] = from[i] || (i > 0 && next[i - 1]);
      } else if (i > 0 && from[i - 1] && inner[i - 1] !== STAR) {
        next[i] = typeof token === 'symbol' || token === inner[i - 1];
      }
    }
    reachable = next;
  }
  return reachable[inner.length];
}

/** Where a `*` follows anyway, a `*` of `inner` may come before the one character as well as after it. */
function pastStars(reachable: readonly boolean[], inner: Glob): boolean[] {
  const past = [...reachable];
  inner.forEach((token, i) => {
    past[i + 1] ||= token === STAR && past[i];
  });
  return past;
}

/** Whether the pattern takes the string. */
export function globMatches(glob: Glob, text: string, options: GlobOptions = {}): boolean {
  return globContains(glob, [...(options.ignoreCase ? text.toLowerCase() : text)]);
}

/** Whether the pattern has a wildcard. */
export function isWildcard(glob: Glob): boolean {
  return glob.some(token => typeof token === 'symbol');
}

/** The characters that every string the pattern takes has, in order. */
export function literals(glob: Glob): string {
  return glob.filter(token => typeof token === 'string').join('');
}

/** How many wildcards were written, before they were put in order. */
export function wildcardCount(pattern: string, options: GlobOptions = {}): number {
  const unescaped = options.escapes ? pattern.replace(/\\[*?\\]/g, '') : pattern;
  return unescaped.replace(/[^*?]/g, '').length;
}

/** A quick no for most pairs: what is fixed at the beginning of `outer` must be fixed at the beginning of `inner`. */
function startsAlike(outer: Glob, inner: Glob): boolean {
  for (let i = 0; i < outer.length && typeof outer[i] === 'string'; i++) {
    if (outer[i] !== inner[i]) {
      return false;
    }
  }
  return true;
}
