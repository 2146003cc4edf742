/**
 * One invocation: an activity of the account that lets time pass only while its handler waits for a timer or for another function.
 * It ends with the handler, with its time, or before that if it is to die.
 */
import { Respond } from './fence';
import { CallService } from './sdk';
import { Sleeper } from './time';
import { Agenda, Entry } from '../services/agenda';

export interface InvocationOptions {
  readonly agenda: Agenda;
  readonly call: CallService;
  readonly respond: Respond;
  readonly timeoutSeconds: number;
  /** The longest the handler may really compute. */
  readonly patienceMs: number;
  /** After how many calls it dies. */
  readonly dyingAfter?: number;
}

export class Invocation implements Sleeper {
  private readonly startedAt: number;
  private readonly timers = new Set<Entry>();
  private others = 0;
  private calls = 0;
  private resume?: () => void;
  private patience?: NodeJS.Timeout;
  private limit?: Entry;
  private over = false;
  private fail!: (error: Error) => void;
  private readonly failed = new Promise<never>((_resolve, reject) => { this.fail = reject; });

  constructor(private readonly options: InvocationOptions) {
    this.startedAt = options.agenda.now;
    this.failed.catch(() => undefined);
  }

  public get remainingMs(): number {
    return Math.max(0, this.startedAt + this.options.timeoutSeconds * 1000 - this.options.agenda.now);
  }

  /** Runs the handler as an activity of the account. */
  public run(handler: () => Promise<unknown>): Promise<unknown> {
    return this.options.agenda.during(async () => {
      this.watch();
      try {
        return await Promise.race([this.failed, handler()]);
      } finally {
        this.over = true;
        clearTimeout(this.patience);
        this.limit && this.options.agenda.drop(this.limit);
        this.timers.forEach(timer => this.options.agenda.drop(timer));
      }
    });
  }

  /** Does nothing until its time is over. */
  public hang(): Promise<never> {
    this.sleep();
    return new Promise(() => undefined);
  }

  public readonly call: CallService = async (service, action, input) => {
    if (this.over) { return new Promise(() => undefined); }
    this.calls++;
    const last = this.options.dyingAfter;
    if (last !== undefined && this.calls > last) { return this.die(); }
    const answer = service === 'lambda' && action === 'Invoke'
      ? await this.waitingFor(() => this.options.call(service, action, input))
      : await this.options.call(service, action, input);
    return answer;
  };

  public readonly respond: Respond = (path, body) => { if (!this.over) { this.options.respond(path, body); } };

  public wakeIn(seconds: number, action: () => void): Entry {
    const entry = this.options.agenda.in(seconds, () => {
      this.timers.delete(entry);
      this.wake();
      action();
      this.sleepUnlessBusy();
    });
    this.timers.add(entry);
    this.sleepUnlessBusy();
    return entry;
  }

  public forget(entry: Entry): void {
    this.timers.delete(entry);
    this.options.agenda.drop(entry);
  }

  private async waitingFor<T>(other: () => Promise<T>): Promise<T> {
    this.others++;
    this.sleepUnlessBusy();
    try {
      return await other();
    } finally {
      this.others--;
      this.wake();
      this.sleepUnlessBusy();
    }
  }

  /** A handler that has nothing left to do in this turn waits for what it has arranged. */
  private sleepUnlessBusy(): void {
    setImmediate(() => { if (!this.over && !this.resume && this.timers.size + this.others > 0) { this.sleep(); } });
  }

  private sleep(): void {
    clearTimeout(this.patience);
    this.limit ??= this.options.agenda.at(this.startedAt + this.options.timeoutSeconds * 1000, () => {
      this.wake();
      this.fail(new TimedOut(this.options.timeoutSeconds));
    });
    void this.options.agenda.suspended(resume => { this.resume = resume; });
  }

  private wake(): void {
    if (this.over || !this.resume) { return; }
    const resume = this.resume;
    this.resume = undefined;
    resume();
    this.watch();
  }

  /** A handler that never ends and waits for nothing is timed out, too. */
  private watch(): void {
    this.patience = setTimeout(() => this.sleep(), Math.min(this.options.timeoutSeconds * 1000, this.options.patienceMs));
  }

  private die(): Promise<never> {
    this.fail(new Died());
    return new Promise(() => undefined);
  }
}

class TimedOut extends Error {
  public override readonly name = 'Sandbox.Timedout';

  constructor(seconds: number) { super(`Task timed out after ${seconds.toFixed(2)} seconds`); }
}

class Died extends Error {
  public override readonly name = 'Runtime.ExitError';

  constructor() { super('Runtime exited with error: signal: killed'); }
}
