/** Repeats a call that AWS was too busy for, a few times at once: a poll makes a dozen of them, and is worth nothing if one is missing. */
import { setTimeout as sleep } from 'node:timers/promises';
import { errorName } from './errors';

const ATTEMPTS = 4;

const BUSY = /Throttl|TooManyRequests|RequestLimit|LimitExceeded$|SlowDown|ServiceUnavailable|^Internal|^Server|^E[A-Z]{4,}$|^(Timeout|Networking)Error$/;

/** Waiting for a moment does not end a deployment that is in the way. */
const NOT_SO_SOON = /^(Deployment|Alarms|ECSServiceMapping)LimitExceeded$/;

export async function again<T>(call: () => Promise<T>, pause = 150): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call();
    } catch (error) {
      const name = errorName(error);
      if (attempt === ATTEMPTS || !BUSY.test(name) || NOT_SO_SOON.test(name)) { throw error; }
      if (pause > 0) { await sleep(pause * 2 ** (attempt - 1) * (0.5 + Math.random() / 2)); }
    }
  }
}
