/**
 * What will happen in the account, and when. Nothing happens in the background: whoever waits takes what is due next, moves the clock
 * there and lets it happen, until what is waited for has come true.
 *
 * Activities that take time (a deployment, a handler of a function) are plain asynchronous functions. While one of them computes, time
 * stands still; it passes only while all of them sleep or wait.
 */
import { MovableClock } from '../resources/clock';

export interface Entry {
  readonly at: number;
  readonly action: () => void;
}

export class Agenda {
  private readonly entries: Entry[] = [];
  private busy = 0;
  private readonly listeners: Array<() => void> = [];
  private readonly crashes: unknown[] = [];

  constructor(private readonly clock: MovableClock) {}

  public get now(): number {
    return this.clock.milliseconds;
  }

  /** Lets something happen after so many seconds. */
  public in(seconds: number, action: () => void): Entry {
    return this.at(this.now + seconds * 1000, action);
  }

  public at(milliseconds: number, action: () => void): Entry {
    const entry: Entry = { at: milliseconds, action };
    let place = this.entries.length;
    while (place > 0 && this.entries[place - 1].at > milliseconds) { place--; }
    this.entries.splice(place, 0, entry);
    return entry;
  }

  /** Takes something back, if it has not happened yet. */
  public drop(entry: Entry): void {
    const place = this.entries.indexOf(entry);
    if (place >= 0) { this.entries.splice(place, 1); }
  }

  /** Starts an activity. Whatever it throws is a defect of the model, and ends the next wait. */
  public spawn(activity: () => Promise<void>): void {
    void this.during(activity).catch((error: unknown) => { this.crashes.push(error); });
  }

  /** Time stands still until the work is done, but for what it sleeps and waits. */
  public async during<T>(work: () => Promise<T>): Promise<T> {
    this.begin();
    try { return await work(); } finally { this.end(); }
  }

  /** For activities: lets time pass. */
  public sleep(seconds: number): Promise<void> {
    return this.suspended(resume => { this.in(seconds, resume); });
  }

  /** For activities: lets time pass until somebody calls back. */
  public suspended(arrange: (resume: () => void) => void): Promise<void> {
    return new Promise(resolve => {
      let over = false;
      arrange(() => {
        if (over) { return; }
        over = true;
        this.begin();
        resolve();
      });
      this.end();
    });
  }

  /** For activities: waits for another activity. */
  public async aside<T>(others: Promise<T>): Promise<T> {
    this.end();
    try { return await others; } finally { this.begin(); }
  }

  /** For everybody else: lets things happen until it is so, or the seconds are over. Tells whether it is so. */
  public async until(isSo: () => boolean, seconds = Number.POSITIVE_INFINITY): Promise<boolean> {
    const deadline = this.now + seconds * 1000;
    for (;;) {
      await this.stillness();
      if (this.busy > 0) { continue; }
      if (isSo()) { return true; }
      const next = this.entries[0];
      if (!next || next.at > deadline) {
        if (Number.isFinite(deadline)) { this.clock.moveTo(deadline); }
        return isSo();
      }
      this.takeNext();
    }
  }

  /** For everybody else: lets so much time pass. */
  public async advance(seconds: number): Promise<void> {
    await this.until(() => false, seconds);
  }

  /** For everybody else: makes happen what was due until now. */
  public async catchUp(): Promise<void> {
    await this.until(() => !(this.entries[0]?.at <= this.now), 0);
  }

  private takeNext(): void {
    const entry = this.entries.shift()!;
    this.clock.moveTo(entry.at);
    this.clock.asOf(entry.at, entry.action);
  }

  private begin(): void {
    this.busy++;
  }

  private end(): void {
    this.busy--;
    if (this.busy === 0) { this.listeners.splice(0).forEach(listener => listener()); }
  }

  /** Resolves when all activities sleep or wait. One that has just been called back is not yet counted, hence the second look. */
  private async stillness(): Promise<void> {
    if (this.crashes.length > 0) { throw this.crashes.shift(); }
    while (this.busy > 0) {
      await new Promise<void>(resolve => { this.listeners.push(resolve); });
      await new Promise<void>(resolve => { setImmediate(resolve); });
    }
    if (this.crashes.length > 0) { throw this.crashes.shift(); }
  }
}
