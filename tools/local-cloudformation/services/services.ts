/** What runs behind the resources of an account. Each part looks at the live resources, and keeps only what no template says. */
import { StateMachines } from './states/executions';
import type { LambdaHost } from '../lambda/host';
import type { Account } from '../resources/account';

/** Calls an action of a service as one of the account's own services would. */
export type CallApi = (service: string, action: string, input: Record<string, unknown>) => Promise<unknown>;

export class Services {
  public readonly stateMachines: StateMachines;
  /** Runs functions. Set when the account is put together. */
  public lambda!: LambdaHost;
  public call!: CallApi;

  constructor(account: Account) {
    this.stateMachines = new StateMachines(account);
  }
}
