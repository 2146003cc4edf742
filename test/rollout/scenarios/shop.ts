/**
 * A shop that is deployed again and again: stacks as the library synthesises them, in an account with a virtual clock. `deploy()` changes
 * what is sold, everything else tells what the public sees and what was done about it.
 */
import { synthesised } from './shop-template';
import { Plan, Wares } from './wares';
import { JsonObject } from '../../../tools/local-cloudformation/engine/values';
import { unzip, zip } from '../../../tools/local-cloudformation/lambda/zip';
import { Account } from '../../../tools/local-cloudformation/resources/account';
import { Faults } from '../../../tools/local-cloudformation/services/faults';
import { publish } from '../../../tools/local-cloudformation/testing/assets';
import { Deployed, World } from '../../../tools/local-cloudformation/testing/world';

export { minutes } from './wares';
export type { Place, Plan, Wares } from './wares';

export interface ShopOptions {
  readonly seed?: number;
  readonly faults?: Faults;
  /** A bundle of other handlers than those that are shipped. */
  readonly handlers?: string;
}

/** One call of a function in the account. */
export interface Call {
  readonly service: string;
  readonly action: string;
  readonly input: JsonObject;
  readonly minute: number;
  readonly output?: any;
  readonly error?: string;
}

const FIRST: Wares = { image: 'v1', note: 'a', memo: 'a' };

export class Shop {
  public readonly world: World;
  /** Every call that reached its service, by handlers and by the services themselves. */
  public readonly calls: Call[] = [];
  public wares: Wares = FIRST;
  private readonly images = new Map<string, string>();

  private readonly handlers?: string;

  constructor(private readonly plan: Plan, { seed, faults = {}, handlers }: ShopOptions = {}) {
    this.handlers = handlers;
    this.world = new World({ seed, faults: { image: image => image.includes(':broken') ? 'never ready' : 'runs', ...faults } });
    this.listen();
  }

  public get faults(): Faults {
    return this.world.faults;
  }

  public get account(): Account {
    return this.world.aws.account;
  }

  /** Deploys what there was, but for the given changes. They stay only if the stack does not go back. */
  public async deploy(changes: Wares = {}): Promise<Deployed> {
    const wares = { ...this.wares, ...changes };
    const deployed = await this.world.deploy(this.templateOf(wares), 'Shop');
    if (!/ROLLBACK|FAILED/.test(deployed.status)) { this.wares = wares; }
    this.learn();
    return deployed;
  }

  public async destroy(): Promise<Deployed> {
    return this.world.destroy('Shop');
  }

  /** Lets something happen so many minutes after now, which is when others deploy. */
  public after(delay: number, action: () => unknown): void {
    this.world.aws.at(delay * 60, () => { void action(); });
  }

  /** Somebody from outside calls an action, perhaps while the stack is being deployed. */
  public async somebody<T = any>(service: string, action: string, input: JsonObject = {}): Promise<T> {
    return await this.world.aws.apis.callInside(service, action, input) as T;
  }

  /** Lets something happen when the traffic of the public moves next. */
  public onTraffic(isThere: (served: Record<string, number>) => boolean, action: () => unknown): void {
    const end = this.account.services.traffic.watch(({ rule }) => {
      if (rule === this.ruleOf() && isThere(this.serving())) {
        end();
        void action();
      }
    });
  }

  /** Hundredths of the traffic of a service by image, as the load balancer and ECS really have it. */
  public serving(service = 'Api'): Record<string, number> {
    const { traffic, ecs } = this.account.services;
    const shares = traffic.sharesOf(this.ruleOf(service)).filter(({ weight }) => weight > 0);
    const all = shares.reduce((sum, { weight }) => sum + weight, 0);
    const served: Record<string, number> = {};
    for (const { targetGroup, weight } of shares) {
      const images = [...new Set(ecs.runningIn(targetGroup).map(({ spec }) => this.imageOf(spec.taskDefinition)))].sort().join('+') || 'nobody';
      served[images] = (served[images] ?? 0) + Math.round(weight / all * 100);
    }
    return served;
  }

  /** Blue and green, as the rule has them. */
  public weights(service = 'Api'): number[] {
    const { traffic } = this.account.services;
    const byGroup = Object.fromEntries(traffic.sharesOf(this.ruleOf(service)).map(({ targetGroup, weight }) => [targetGroup, weight]));
    return ['Blue', 'Green'].map(color => byGroup[this.physicalId('AWS::ElasticLoadBalancingV2::TargetGroup', new RegExp(`${service}.*${color}`))] ?? NaN);
  }

  /** ARN of the rule, or of the listener below HTTP, that leads the public to a service. */
  public ruleOf(service = 'Api'): string {
    const type = `AWS::ElasticLoadBalancingV2::${this.plan.network ? 'Listener' : 'ListenerRule'}`;
    return this.physicalId(type, new RegExp(`${service}(?!\\d)(?!.*Test)`));
  }

  /** What the stack says that a service is. */
  public get template(): string {
    return this.physicalId('AWS::ECS::TaskDefinition', /^Api(?!\d)/);
  }

  public physicalId(type: string, logicalId: RegExp = /./): string {
    const found = [...this.world.aws.cloudFormation.find('Shop').resources.values()].filter(one => one.type === type && logicalId.test(one.logicalId));
    if (found.length !== 1) { throw new Error(`${found.length} resources of type ${type} are called ${String(logicalId)}: ${found.map(one => one.logicalId).join()}`); }
    return found[0].physicalId;
  }

  /** Calls of an action that had their effect. */
  public did(action: string, since = 0): Call[] {
    return this.calls.filter(call => call.action === action && call.error === undefined && call.minute >= since);
  }

  /** Nothing that is remembered until now is told any more. */
  public forget(): void {
    this.calls.length = 0;
    this.account.services.traffic.outages.length = 0;
  }

  /** The tag of the image of a task definition, even of one that is gone. */
  public imageOf(taskDefinition: string): string {
    this.learn();
    return this.images.get(taskDefinition) ?? taskDefinition;
  }

  public templateOf(wares: Wares): string {
    const { release, ...others } = wares;
    const { template, directory } = synthesised(this.plan, others);
    publish(this.account, directory);
    if (this.handlers !== undefined) { this.swapHandlers(this.handlers); }
    return release === undefined ? template : this.released(template, release);
  }

  /** The same with all code of functions under another name, as a release of the library has it. */
  private released(template: string, release: string): string {
    return template.replace(/"S3Key":"([0-9a-f]{64})\.zip"/g, (_all, hash: string) => {
      const bucket = [...this.account.buckets.values()].find(one => one.has(`${hash}.zip`))!;
      const name = `${release}${hash.slice(release.length)}.zip`;
      bucket.set(name, bucket.get(`${hash}.zip`)!);
      return `"S3Key":"${name}"`;
    });
  }

  private swapHandlers(bundle: string): void {
    for (const bucket of this.account.buckets.values()) {
      for (const [key, content] of bucket) {
        const files = key.endsWith('.zip') ? unzip(content) : new Map<string, Buffer>();
        if (files.get('index.js')?.includes('ContainerServiceSeed')) { bucket.set(key, zip(new Map([['index.js', Buffer.from(bundle)]]))); }
      }
    }
  }

  private learn(): void {
    for (const { physicalId, properties } of this.account.live('AWS::ECS::TaskDefinition')) {
      if (this.images.has(physicalId)) { continue; }
      const [{ Image: image }] = properties.ContainerDefinitions as { Image: string }[];
      this.images.set(physicalId, image.split(':').pop()!);
    }
  }

  private listen(): void {
    const { apis } = this.world.aws;
    const callInside = apis.callInside.bind(apis);
    apis.callInside = async (service, action, input) => {
      this.learn();
      const call = { service, action, input, minute: this.world.minute };
      try {
        const output = await callInside(service, action, input);
        this.calls.push({ ...call, output });
        return output;
      } catch (error) {
        this.calls.push({ ...call, error: (error as Error).name });
        throw error;
      }
    };
  }
}
