/** Runs a state machine: Task, Wait, Choice, Pass, Succeed and Fail, with retries and catches, in the words of JSONPath. */
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
export async function execute(account: Account, definition: Definition, input: unknown, context: JsonObject, roleArn: string): Promise<unknown> {
  if (definition.QueryLanguage === 'JSONata') { throw new ServiceError('NotModelled', 'State machines in JSONata are not modelled by the local endpoint'); }
  let name = definition.StartAt;
  let data = input;
  for (;;) {
    const state = definition.States[name];
    const here = { ...context, State: { Name: name, EnteredTime: account.clock.now().toISOString() } };
    const { output, next } = await step(account, state, data, here, roleArn);
    if (next === undefined) { return output; }
    data = output;
    name = next;
  }
}

interface Stepped {
  readonly output: unknown;
  readonly next?: string;
}

async function step(account: Account, state: State, raw: unknown, context: JsonObject, roleArn: string): Promise<Stepped> {
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
    case 'Fail': throw new StateFailed(String(state.Error ?? 'States.Failed'), String(state.Cause ?? ''));
    case 'Pass': return leave(state.Parameters !== undefined ? filled(state.Parameters, places) : state.Result ?? input);
    case 'Wait': await account.agenda.sleep(secondsOf(account, state, places)); return { output: input, next };
    case 'Choice': {
      const rule = (state.Choices as JsonObject[]).find(choice => holds(choice, places));
      const way = rule ? rule.Next : state.Default;
      if (way === undefined) { throw new StateFailed('States.NoChoiceMatched', 'No choice rule matched'); }
      return { output: input, next: String(way) };
    }
    case 'Task': return task(account, state, places, roleArn, raw, leave);
    default: throw new ServiceError('NotModelled', `States of type ${state.Type} are not modelled by the local endpoint`);
  }
}

async function task(
  account: Account, state: State, places: Places, roleArn: string, raw: unknown, leave: (result: unknown) => Stepped,
): Promise<Stepped> {
  const tried = new Map<Retrier, number>();
  for (;;) {
    try {
      const input = state.Parameters === undefined ? places.input : filled(state.Parameters, places);
      const result = await runTask(account, String(state.Resource), input, roleArn);
      return leave(state.ResultSelector === undefined ? result : filled(state.ResultSelector, { ...places, input: result }));
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
