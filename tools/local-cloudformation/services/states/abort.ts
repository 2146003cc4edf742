/** Tells what runs beside something that has failed to stop. */
export class Abort {
  private aborted = false;
  private readonly listeners: Array<() => void> = [];

  /** Whoever is aborted from outside aborts what is inside. */
  constructor(outer?: Abort) {
    outer?.then(() => { this.now(); });
  }

  public get isSo(): boolean {
    return this.aborted;
  }

  public now(): void {
    if (this.aborted) { return; }
    this.aborted = true;
    this.listeners.forEach(listener => listener());
  }

  public then(listener: () => void): void {
    if (this.aborted) { listener(); } else { this.listeners.push(listener); }
  }
}
