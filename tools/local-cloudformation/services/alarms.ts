/** CloudWatch alarms, which a test or a demo switches. They belong to no metric. */
import type { Account } from '../resources/account';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

interface Switched {
  readonly state: AlarmState;
  readonly since: Date;
}

export class Alarms {
  private readonly switched = new Map<string, Switched>();
  private readonly watchers = new Set<(name: string, state: AlarmState) => void>();

  constructor(private readonly account: Account) {}

  public set(name: string, state: AlarmState): void {
    const before = this.stateOf(name);
    if (before === state) { return; }
    this.switched.set(name, { state, since: this.account.clock.now() });
    this.watchers.forEach(watcher => watcher(name, state));
    this.account.services.bus.emit({
      source: 'aws.cloudwatch',
      type: 'CloudWatch Alarm State Change',
      resources: [`arn:${this.account.partition}:cloudwatch:${this.account.region}:${this.account.id}:alarm:${name}`],
      detail: { alarmName: name, state: { value: state }, previousState: { value: before } },
    });
  }

  public stateOf(name: string): AlarmState {
    return this.switched.get(name)?.state ?? 'OK';
  }

  public since(name: string): Date | undefined {
    return this.switched.get(name)?.since;
  }

  /** Those of the names that fire now. */
  public firing(names: readonly string[]): string[] {
    return names.filter(name => this.stateOf(name) === 'ALARM');
  }

  /** Gives a function that ends it. */
  public watch(watcher: (name: string, state: AlarmState) => void): () => void {
    this.watchers.add(watcher);
    return () => { this.watchers.delete(watcher); };
  }
}
