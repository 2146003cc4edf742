import { likes, likesArn } from './wildcards';

/** What is known of a call, by key. Keys are found whatever their case. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

export type ConditionBlock = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

type Compare = (given: string, expected: string) => boolean;

const numbers = (compare: (given: number, expected: number) => boolean): Compare => (given, expected) => compare(Number(given), Number(expected));

/** The operators that say yes; each has a counterpart that says no. */
const OPERATORS: Readonly<Record<string, Compare>> = {
  StringEquals: (given, expected) => given === expected,
  StringEqualsIgnoreCase: (given, expected) => given.toLowerCase() === expected.toLowerCase(),
  StringLike: (given, expected) => likes(expected, given),
  ArnEquals: (given, expected) => likesArn(expected, given),
  ArnLike: (given, expected) => likesArn(expected, given),
  Bool: (given, expected) => given.toLowerCase() === expected.toLowerCase(),
  NumericEquals: numbers((given, expected) => given === expected),
  NumericLessThan: numbers((given, expected) => given < expected),
  NumericLessThanEquals: numbers((given, expected) => given <= expected),
  NumericGreaterThan: numbers((given, expected) => given > expected),
  NumericGreaterThanEquals: numbers((given, expected) => given >= expected),
};

const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
};

/** Whether all conditions hold: every operator, every key of it, any value of that. */
export function holds(conditions: ConditionBlock | undefined, context: Context): boolean {
  return Object.entries(conditions ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => one(operator, known(context, key), values(expected).map(value => filledIn(value, context)))));
}

function one(written: string, given: readonly string[] | undefined, expected: readonly (string | undefined)[]): boolean {
  const [, set, name, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written)!;
  if (name === 'Null') {
    return expected.some(value => (value === 'true') === (given === undefined));
  }
  const negated = NEGATED[name];
  const compare = OPERATORS[negated ?? name];
  if (!compare) {
    throw new Error(`the evaluator does not know the operator ${written}`);
  }
  // A variable that nothing is known of makes its value match nothing.
  const matches = (value: string) => expected.some(wanted => wanted !== undefined && compare(value, wanted)) !== (negated !== undefined);
  if (given === undefined) {
    return ifExists !== undefined || set === 'ForAllValues' || (negated !== undefined && set === undefined);
  }
  switch (set) {
    case 'ForAllValues':
      return given.every(matches);
    case 'ForAnyValue':
      return given.some(matches);
    default:
      return negated ? given.every(matches) : given.some(matches);
  }
}

/** Puts in what is known of the caller: `${aws:PrincipalTag/team}`, with a default as in `${aws:PrincipalTag/team, 'none'}`. */
export function filledIn(value: string, context: Context): string | undefined {
  let complete = true;
  const filled = value.replace(/\$\{([^},]+)(?:,\s*'([^']*)')?\}/g, (whole: string, key: string, otherwise?: string) => {
    if (['*', '?', '$'].includes(key)) {
      return key;
    }
    const found = known(context, key.trim())?.[0] ?? otherwise;
    complete &&= found !== undefined;
    return found ?? whole;
  });
  return complete ? filled : undefined;
}

function known(context: Context, key: string): readonly string[] | undefined {
  const found = Object.entries(context).find(([name]) => sameKey(name, key));
  return found && values(found[1]);
}

/** Case matters in the names of tags only where IAM says so, which it does not: they are compared like all keys. */
function sameKey(one_: string, other: string): boolean {
  return one_.toLowerCase() === other.toLowerCase();
}

function values(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map(String);
}
