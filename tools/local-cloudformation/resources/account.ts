/** The emulated account: everything the models and the service APIs share, apart from the stacks themselves. */
import { MovableClock } from './clock';
import { Clock, Random } from '../engine/ports';
import { JsonObject } from '../engine/values';
import type { KubernetesCluster } from '../kubernetes/cluster';
import { Agenda } from '../services/agenda';
import type { Faults } from '../services/faults';
import { Services } from '../services/services';

export interface AccountOptions {
  readonly account: string;
  readonly region: string;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether stacks and events are dated by the time that has been waited, too. */
  readonly virtualTime?: boolean;
  /** What goes wrong. @default - nothing */
  readonly faults?: Faults;
}

/** A resource that exists, whichever stack made it. */
export interface Live {
  readonly type: string;
  readonly physicalId: string;
  readonly logicalId: string;
  readonly stackName: string;
  readonly properties: JsonObject;
  readonly attributes: JsonObject;
}

type Elsewhere = (account: string, region: string) => Account;

export class Account {
  public readonly id: string;
  public readonly region: string;
  public readonly partition = 'aws';
  public readonly urlSuffix = 'amazonaws.com';
  /** The clock of whoever uses the endpoint: what stacks and events are dated with. */
  public readonly wallClock: Clock;
  /** The clock of what moves by itself, such as pods. It runs ahead by all the time somebody would have waited. */
  public readonly clock: MovableClock;
  public readonly random: Random;
  /** What will happen, and when. */
  public readonly agenda: Agenda;
  /** What runs behind the resources. */
  public readonly services: Services;
  /** Objects by bucket, then key. */
  public readonly buckets = new Map<string, Map<string, Buffer>>();
  /** Values of the Parameter Store. */
  public readonly parameters = new Map<string, string>();
  /** Rules a default security group still has. */
  public readonly defaultGroups = new Map<string, Set<'ingress' | 'egress'>>();
  /** What is inside EKS clusters, by the clusters' names. */
  public readonly clusters = new Map<string, KubernetesCluster>();
  /** Who waits for what is sent to a path of the response host. */
  public readonly answers = new Map<string, (body: string) => void>();
  public readonly faults: Faults;
  private readonly revisions = new Map<string, number>();
  private readonly all = new Map<string, Live>();
  private readonly byType = new Map<string, Map<string, Live>>();
  private places?: Elsewhere;

  constructor(options: AccountOptions) {
    this.id = options.account;
    this.region = options.region;
    this.clock = new MovableClock(options.clock);
    this.wallClock = options.virtualTime ? this.clock : options.clock;
    this.faults = options.faults ?? {};
    this.random = options.random;
    this.agenda = new Agenda(this.clock);
    this.services = new Services(this);
  }

  /** Another account or region. */
  public elsewhere(account: string, region: string): Account {
    if (!this.places) {
      throw new Error('There is no other account or region here.');
    }
    return this.places(account, region);
  }

  /** Says how others are reached, where there are others. */
  public settle(places: Elsewhere): void {
    this.places = places;
  }

  public zones(region: string): string[] {
    return ['a', 'b', 'c'].map(letter => `${region}${letter}`);
  }

  /** The next revision of a task definition family. Numbers are never given twice. */
  public nextRevision(family: string): number {
    const next = (this.revisions.get(family) ?? 0) + 1;
    this.revisions.set(family, next);
    return next;
  }

  public put(live: Live): void {
    this.all.set(`${live.type}|${live.physicalId}`, live);
    const family = this.byType.get(live.type) ?? new Map<string, Live>();
    this.byType.set(live.type, family.set(live.physicalId, live));
  }

  public drop(type: string, physicalId: string): void {
    this.all.delete(`${type}|${physicalId}`);
    this.byType.get(type)?.delete(physicalId);
  }

  public find(type: string, physicalId: string): Live | undefined {
    return this.byType.get(type)?.get(physicalId);
  }

  /** Everything that exists, or everything of one type. */
  public live(type?: string): Live[] {
    return [...(type === undefined ? this.all : this.byType.get(type) ?? new Map<string, Live>()).values()];
  }
}
