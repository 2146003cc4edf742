/**
 * Runs a state machine in no time: just as much of the Amazon States Language as the library's own machines use, and an error
 * about everything else.
 */

export type Json = any;

/** What a Task does: gives its result, or throws an `AwsError`. */
export type Task = (resource: string, parameters: Json) => Json;

export class AwsError extends Error {
  public constructor(public readonly code: string) {
    super(code);
  }
}

export interface Run {
  readonly succeeded: boolean;
  /** Names of the states in the order in which they were entered. */
  readonly visited: string[];
  readonly seconds: number;
}

/** The clock stands still but for Wait states and retries, and says so to `tick`. */
export function run({ StartAt, States }: Json, input: Json, task: Task, tick: (seconds: number) => void = () => undefined): Run {
  const visited: string[] = [];
  let data: Json = input;
  let seconds = 0;
  const sleep = (time: number) => {
    seconds += time;
    tick(time);
  };
  for (let name: string | undefined = StartAt; name !== undefined;) {
    const state: Json = States[name];
    if (state === undefined) { throw new Error(`there is no state ${name}`); }
    visited.push(name);
    if (visited.length > 25_000 / 9) { return { succeeded: false, visited, seconds }; }
    switch (state.Type) {
      case 'Succeed': return { succeeded: true, visited, seconds };
      case 'Wait':
        sleep(state.Seconds ?? at(data, state.SecondsPath));
        name = state.Next;
        break;
      case 'Pass':
        data = fill(state.Parameters, data);
        name = state.Next;
        break;
      case 'Choice':
        name = state.Choices.find((rule: Json) => holds(rule, data))?.Next ?? state.Default;
        break;
      case 'Task': {
        const outcome = attempt(state, () => task(state.Resource, fill(state.Parameters, data)), sleep);
        if (!outcome) { return { succeeded: false, visited, seconds }; }
        data = { ...data, [outcome.path.replace('$.', '')]: outcome.result };
        name = outcome.next;
        break;
      }
      default: throw new Error(`states of type ${state.Type} are not known here`);
    }
  }
  throw new Error('the machine has no next state');
}

function attempt(state: Json, act: () => Json, sleep: (seconds: number) => void): { path: string; result: Json; next: string } | undefined {
  for (let tries = 0; ; tries++) {
    try {
      return { path: state.ResultPath, result: act(), next: state.Next };
    } catch (error) {
      if (!(error instanceof AwsError)) { throw error; }
      const matches = ({ ErrorEquals }: Json) => ErrorEquals.includes(error.code) || ErrorEquals.includes('States.ALL');
      const retry = state.Retry?.find(matches);
      if (retry && tries < retry.MaxAttempts) {
        sleep(Math.min(retry.IntervalSeconds * retry.BackoffRate ** tries, retry.MaxDelaySeconds));
        continue;
      }
      const caught = state.Catch?.find(matches);
      return caught && { path: caught.ResultPath, result: { Error: error.code }, next: caught.Next };
    }
  }
}

function fill(template: Json, data: Json): Json {
  return Object.fromEntries(Object.entries<Json>(template).map(([key, value]) =>
    key.endsWith('.$') ? [key.slice(0, -2), evaluate(value, data)] : [key, isRecord(value) ? fill(value, data) : value]));
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function evaluate(expression: string, data: Json): Json {
  const [, intrinsic, list = ''] = /^States\.(\w+)\((.*)\)$/.exec(expression) ?? [];
  const given = list.split(',').map(argument => argument.trim()).map(argument => argument.startsWith('$') ? must(data, argument) : Number(argument));
  switch (intrinsic) {
    case undefined: return must(data, expression);
    case 'Array': return given;
    case 'MathAdd': return given[0] + given[1];
    default: throw new Error(`States.${intrinsic} is not known here`);
  }
}

function must(data: Json, path: string): Json {
  const value = at(data, path);
  if (value === undefined) { throw new Error(`nothing is at ${path}, which fails an execution`); }
  return value;
}

function at(data: Json, path: string): Json {
  return path.replace(/^\$\.?/, '').split(/[.[\]]+/).filter(part => part !== '').reduce((value, part) => value?.[part], data);
}

function holds(rule: Json, data: Json): boolean {
  if (rule.Not) { return !holds(rule.Not, data); }
  if (rule.Or) { return rule.Or.some((inner: Json) => holds(inner, data)); }
  if ('IsPresent' in rule) { return (at(data, rule.Variable) !== undefined) === rule.IsPresent; }
  if ('StringEquals' in rule) { return must(data, rule.Variable) === rule.StringEquals; }
  if ('NumericGreaterThanEqualsPath' in rule) { return must(data, rule.Variable) >= must(data, rule.NumericGreaterThanEqualsPath); }
  throw new Error(`the rule ${JSON.stringify(rule)} is not known here`);
}
