/** The account's time. Whoever would only wait moves it on instead, so that nothing here takes longer than the work it is. */
import { Clock } from '../engine/ports';

export class MovableClock implements Clock {
  private ahead = 0;
  private pinned?: number;

  constructor(private readonly base: Clock) {}

  public now(): Date {
    return new Date(this.milliseconds);
  }

  /** Since 1970. */
  public get milliseconds(): number {
    return this.pinned ?? this.base.now().getTime() + this.ahead;
  }

  /** How long everybody together would have waited so far, in seconds. */
  public get waited(): number {
    return this.ahead / 1000;
  }

  public moveOn(seconds: number): void {
    this.ahead += seconds * 1000;
  }

  /** Never back. */
  public moveTo(milliseconds: number): void {
    this.ahead += Math.max(0, milliseconds - this.milliseconds);
  }

  /** Does something as of a moment that may be over: what was due then, and nobody has looked since. */
  public asOf(milliseconds: number, action: () => void): void {
    const before = this.pinned;
    this.pinned = milliseconds;
    try { action(); } finally { this.pinned = before; }
  }
}
