/** The account's time. Whoever would only wait moves it on instead, so that nothing here takes longer than the work it is. */
import { Clock } from '../engine/ports';

export class MovableClock implements Clock {
  private ahead = 0;

  constructor(private readonly base: Clock) {}

  public now(): Date {
    return new Date(this.base.now().getTime() + this.ahead);
  }

  /** How long everybody together would have waited so far, in seconds. */
  public get waited(): number {
    return this.ahead / 1000;
  }

  public moveOn(seconds: number): void {
    this.ahead += seconds * 1000;
  }
}
