/** Turns of phrase that several messages share. */

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly (string | number)[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** `'a'`, `'a' or 'b'`, `one of 'a', 'b' and 'c'`; numbers without quotes. */
export function chosenFrom(words: readonly (string | number)[]): string {
  const quoted = words.map(word => typeof word === 'number' ? String(word) : `'${word}'`);
  return quoted.length > 2 ? `one of ${list(quoted)}` : quoted.join(' or ');
}

/** `1 container`, `2 containers`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** The bounds of a range, either of which may be open. */
export function range(min: number | undefined, max: number | undefined, unit = ''): string {
  const suffix = unit ? ` ${unit}` : '';
  if (min === undefined) {
    return `at most ${max}${suffix}`;
  }
  return max === undefined ? `at least ${min}${suffix}` : `from ${min} to ${max}${suffix}`;
}

/** What people call the launch types of ECS. */
export const LAUNCH_TYPES: Record<string, string> = {
  fargate: 'Fargate',
  ec2: 'EC2 instances',
  managedInstances: 'Managed Instances',
  external: 'external machines',
};
