/** Time as a handler sees it: the account's, so that a handler that waits a quarter of an hour takes no time here. */
import { Entry } from '../services/agenda';

export interface Timer {
  entry?: Entry;
  unref(): Timer;
  ref(): Timer;
}

export interface TimeOfHandler {
  readonly Date: DateConstructor;
  readonly setTimeout: (callback: (...args: unknown[]) => void, ms?: number, ...args: unknown[]) => Timer;
  readonly clearTimeout: (timer: Timer | undefined) => void;
  readonly AbortSignal: object;
  readonly sleep: (ms?: number, value?: unknown) => Promise<unknown>;
}

/** Whoever runs now: its timers wake it up, and end with it. */
export interface Sleeper {
  wakeIn(seconds: number, action: () => void): Entry;
  forget(entry: Entry): void;
}

export function timeOf(now: () => number, sleeper: () => Sleeper): TimeOfHandler {
  const setTimer: TimeOfHandler['setTimeout'] = (callback, ms = 0, ...args) => {
    const timer: Timer = { unref: () => timer, ref: () => timer };
    timer.entry = sleeper().wakeIn(ms / 1000, () => callback(...args));
    return timer;
  };
  return {
    Date: new Proxy(Date, {
      construct: (target, args: number[]) => args.length === 0 ? new target(now()) : new target(...args as [number]),
      get: (target, name) => name === 'now' ? now : Reflect.get(target, name) as unknown,
    }),
    setTimeout: setTimer,
    clearTimeout: timer => { if (timer?.entry) { sleeper().forget(timer.entry); } },
    // Nothing that a handler calls here takes long enough to be given up.
    AbortSignal: { timeout: () => new AbortController().signal, any: () => new AbortController().signal, abort: () => AbortSignal.abort() },
    sleep: (ms = 0, value) => new Promise(resolve => { setTimer(() => resolve(value), ms); }),
  };
}
