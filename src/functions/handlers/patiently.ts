/** Asks again while the answer may still come: whoever has to answer at once cannot leave that to the next poll. */
import { setTimeout as sleep } from 'node:timers/promises';
import { classify } from './errors';

const ATTEMPTS = 8;

export async function patiently<T>(ask: () => Promise<T>, alsoPassing: (error: unknown) => boolean = () => false, pause = 250): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      const passing = ['pending', 'denied'].includes(classify(error)) || alsoPassing(error);
      if (!passing || attempt === ATTEMPTS || (error as Error).name === 'AbortError' || (error as Error).name === 'TimeoutError') { throw error; }
      await sleep(pause * 2 ** (attempt - 1));
    }
  }
}
