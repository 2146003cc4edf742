/** What runs behind the resources of an account. Each part looks at the live resources, and keeps only what no template says. */
import { Alarms } from './alarms';
import { Bus } from './bus';
import { CodeDeploy } from './codedeploy/deployments';
import { Fleet } from './ecs/fleet';
import { Providers } from './ecs/providers';
import { Images } from './images';
import { Scheduler } from './scheduler';
import { StateMachines } from './states/executions';
import { Traffic } from './traffic';
import type { LambdaHost } from '../lambda/host';
import type { Account } from '../resources/account';

/** Calls an action of a service as one of the account's own services would. */
export type CallApi = (service: string, action: string, input: Record<string, unknown>) => Promise<unknown>;

export class Services {
  public readonly alarms: Alarms;
  public readonly bus: Bus;
  public readonly codeDeploy: CodeDeploy;
  public readonly ecs: Fleet;
  public readonly images: Images;
  public readonly providers: Providers;
  public readonly scheduler: Scheduler;
  public readonly stateMachines: StateMachines;
  public readonly traffic: Traffic;
  /** Runs functions. Set when the account is put together. */
  public lambda!: LambdaHost;
  public call!: CallApi;

  constructor(account: Account) {
    this.alarms = new Alarms(account);
    this.bus = new Bus(account);
    this.codeDeploy = new CodeDeploy(account);
    this.ecs = new Fleet(account);
    this.images = new Images(account);
    this.providers = new Providers(account);
    this.scheduler = new Scheduler(account);
    this.traffic = new Traffic(account);
    this.stateMachines = new StateMachines(account);
  }
}
