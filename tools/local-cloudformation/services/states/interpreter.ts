/** Runs a state machine: Task, Parallel, Wait, Choice, Pass, Succeed and Fail, with retries and catches, in the words of JSONPath. */
import { Abort } from './abort';
import { holds } from './choice';
import { filled, Places, StateFailed, valueAt, written } from './paths';
import { runTask } from './tasks';
import { ServiceError } from '../../engine/errors';
import { isObject, JsonObject } from '../../engine/values';
import type { Account } from '../../resources/account';

interface State extends JsonObject {
  readonly Type: string;
  readonly Next?: string;
  readonly End?: boolean;
}

export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly QueryLanguage?: string;
}

interface Retrier extends JsonObject {
  readonly ErrorEquals: string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
}

/** Gives the output, or throws StateFailed. */
export async function execute(
  account: Account, definition: Definition, input: unknown, context: JsonObject, roleArn: string, abort = new Abort(),
): Promise<unknown> {
  if (definition.QueryLanguage === 'JSONata') { throw new ServiceError('NotModelled', 'State machines in JSONata are not modelled by the local endpoint'); }
  let name = definition.StartAt;
  let data = input;
  for (;;) {
    if (abort.isSo) { throw new StateFailed('States.Aborted', 'Another branch has failed'); }
    const state = definition.States[name];
    const here = { ...context, State: { Name: name, EnteredTime: account.clock.now().toISOString() } };
    const { output, next } = await step({ account, roleArn, abort }, state, data, here);
    if (next === undefined) { return output; }
    data = output;
    name = next;
  }
}

/** What all states of an execution share. */
interface Surroundings {
  readonly account: Account;
  readonly roleArn: string;
  readonly abort: Abort;
}

interface Stepped {
  readonly output: unknown;
  readonly next?: string;
}

async function step(around: Surroundings, state: State, raw: unknown, context: JsonObject): Promise<Stepped> {
  const { account } = around;
  const whole: Places = { input: raw, context };
  const input = state.InputPath === undefined ? raw : state.InputPath === null ? {} : valueAt(String(state.InputPath), whole);
  const places: Places = { input, context };
  const next = state.End ? undefined : state.Next;
  const leave = (result: unknown): Stepped => {
    const all = written(state.ResultPath as string | null | undefined, raw, result);
    return { output: state.OutputPath === undefined ? all : valueAt(String(state.OutputPath), { input: all, context }), next };
  };
  switch (state.Type) {
    case 'Succeed': return { output: input };
    case 'Fail': throw failed(state, places);
    case 'Pass': return leave(state.Parameters !== undefined ? filled(state.Parameters, places) : state.Result ?? input);
    case 'Wait': await account.agenda.sleep(secondsOf(account, state, places)); return { output: input, next };
    case 'Choice': {
      const rule = (state.Choices as JsonObject[]).find(choice => holds(choice, places));
      const way = rule ? rule.Next : state.Default;
      if (way === undefined) { throw new StateFailed('States.NoChoiceMatched', 'No choice rule matched'); }
      return { output: input, next: String(way) };
    }
    case 'Task': return attempt(around, state, raw, leave, () => task(around, state, places));
    case 'Parallel': return attempt(around, state, raw, leave, () => parallel(around, state, places));
    default: throw new ServiceError('NotModelled', `States of type ${state.Type} are not modelled by the local endpoint`);
  }
}

/** The error and its cause are said, or found by paths. */
function failed({ Error: error, ErrorPath, Cause: cause, CausePath }: State, places: Places): StateFailed {
  const found = (path: unknown, said: unknown) => path === undefined ? said : valueAt(String(path), places);
  return new StateFailed(String(found(ErrorPath, error) ?? 'States.Failed'), String(found(CausePath, cause) ?? ''));
}

async function task({ account, roleArn, abort }: Surroundings, state: State, places: Places): Promise<unknown> {
  const input = state.Parameters === undefined ? places.input : filled(state.Parameters, places);
  const result = await runTask(account, String(state.Resource), input, roleArn, abort);
  return state.ResultSelector === undefined ? result : filled(state.ResultSelector, { ...places, input: result });
}

/** All branches are waited for; the first that fails ends the others. */
async function parallel({ account, roleArn, abort: outer }: Surroundings, state: State, { input, context }: Places): Promise<unknown> {
  const abort = new Abort(outer);
  const branches = (state.Branches as unknown as Definition[]).map(branch =>
    account.agenda.during(() => execute(account, branch, input, context as JsonObject, roleArn, abort)));
  // Those that are ended have nobody who listens.
  branches.forEach(branch => { branch.catch(() => undefined); });
  try {
    return await account.agenda.aside(Promise.all(branches));
  } finally {
    abort.now();
  }
}

/** Does something as often as the state's retriers want, and leaves by its catchers where it fails for good. */
async function attempt(
  { account }: Surroundings, state: State, raw: unknown, leave: (result: unknown) => Stepped, work: () => Promise<unknown>,
): Promise<Stepped> {
  const tried = new Map<Retrier, number>();
  for (;;) {
    try {
      return leave(await work());
    } catch (error) {
      if (!(error instanceof StateFailed)) { throw error; }
      const retrier = list<Retrier>(state.Retry).find(candidate => matches(candidate.ErrorEquals, error.error));
      const times = retrier ? tried.get(retrier) ?? 0 : 0;
      if (retrier && times < (retrier.MaxAttempts ?? 3)) {
        tried.set(retrier, times + 1);
        await account.agenda.sleep((retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** times);
        continue;
      }
      const catcher = list<JsonObject & { ErrorEquals: string[] }>(state.Catch).find(candidate => matches(candidate.ErrorEquals, error.error));
      if (!catcher) { throw error; }
      const output = written(catcher.ResultPath as string | null | undefined, raw, { Error: error.error, Cause: error.cause });
      return { output, next: String(catcher.Next) };
    }
  }
}

const list = <T>(value: unknown): T[] => Array.isArray(value) ? value.filter(isObject) as unknown as T[] : [];

const matches = (names: readonly string[], error: string): boolean =>
  names.some(name => name === 'States.ALL' || name === error || name === 'States.TaskFailed' && error !== 'States.Timeout');

function secondsOf(account: Account, state: State, places: Places): number {
  if (state.Seconds !== undefined) { return Number(state.Seconds); }
  if (state.SecondsPath !== undefined) { return Number(valueAt(String(state.SecondsPath), places)); }
  const moment = state.Timestamp ?? valueAt(String(state.TimestampPath), places);
  return Math.max(0, (Date.parse(String(moment)) - account.agenda.now) / 1000);
}
