/**
 * Where requests go: what listeners and rules really forward to now, which is not what a template says once a deployment has moved it.
 * CloudFormation writes the template's weights again whenever it touches a rule; that is a trap, and on purpose.
 */
import { isObject, JsonObject } from '../engine/values';
import type { Account } from '../resources/account';

export const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
export const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

export interface Share {
  readonly targetGroup: string;
  readonly weight: number;
}

/** One change of where requests go. */
export interface TrafficMoment {
  readonly at: Date;
  /** ARN of the rule or listener. */
  readonly rule: string;
  readonly logicalId: string;
  readonly shares: readonly Share[];
  /** Who runs behind each target group with weight: task definitions, by target group. */
  readonly behind: Readonly<Record<string, readonly string[]>>;
  /** Who moved it. */
  readonly by: string;
}

/** A target group that gets requests and has nobody to answer them. */
export interface Outage {
  readonly at: Date;
  readonly rule: string;
  readonly targetGroup: string;
  readonly by: string;
}

export class Traffic {
  public readonly timeline: TrafficMoment[] = [];
  /** Every time that requests went to nobody, where somebody had answered them before. */
  public readonly outages: Outage[] = [];
  private readonly live = new Map<string, JsonObject[]>();
  private readonly names = new Map<string, string>();
  private readonly served = new Set<string>();
  private readonly watchers = new Set<(moment: TrafficMoment) => void>();

  constructor(private readonly account: Account) {}

  /** Told of every change, as it happens. Gives a function that ends it. */
  public watch(watcher: (moment: TrafficMoment) => void): () => void {
    this.watchers.add(watcher);
    return () => { this.watchers.delete(watcher); };
  }

  /** What a rule, or a listener by default, really does. */
  public actionsOf(arn: string): JsonObject[] {
    return this.live.get(arn) ?? [];
  }

  /** Writes the actions of a rule, or the default actions of a listener. */
  public write(arn: string, actions: unknown, by: string, logicalId?: string): void {
    if (logicalId !== undefined) { this.names.set(arn, logicalId); }
    this.live.set(arn, list(actions).map(plainAction));
    this.moved(arn, by);
  }

  public forget(arn: string): void {
    this.live.delete(arn);
    this.served.delete(arn);
  }

  public sharesOf(arn: string): Share[] {
    return this.actionsOf(arn).flatMap(groupsOf).map(group => ({ targetGroup: String(group.TargetGroupArn), weight: Number(group.Weight ?? 1) }));
  }

  /** Rules of a listener, and the listener itself, that forward to one of the target groups. */
  public forwarding(listenerArn: string, targetGroups: readonly string[]): string[] {
    const rules = this.account.live(RULE).filter(({ properties }) => properties.ListenerArn === listenerArn).map(({ physicalId }) => physicalId);
    return [...rules, listenerArn].filter(arn => this.sharesOf(arn).some(({ targetGroup }) => targetGroups.includes(targetGroup)));
  }

  /** Divides what a rule gives to a pair of target groups; what it gives to others stays. */
  public divide(arn: string, weights: Readonly<Record<string, number>>, by: string): void {
    const actions = this.actionsOf(arn).map((action): JsonObject => {
      const groups = groupsOf(action);
      if (!groups.some(group => String(group.TargetGroupArn) in weights)) { return action; }
      const left = new Map(Object.entries(weights));
      const changed = groups.map((group): JsonObject => {
        const TargetGroupArn = String(group.TargetGroupArn);
        const Weight = left.get(TargetGroupArn) ?? group.Weight;
        left.delete(TargetGroupArn);
        return { TargetGroupArn, Weight };
      });
      const added = [...left].map(([TargetGroupArn, Weight]) => ({ TargetGroupArn, Weight }));
      const before = isObject(action.ForwardConfig) ? action.ForwardConfig : {};
      return { ...action, TargetGroupArn: undefined, ForwardConfig: { ...before, TargetGroups: [...changed, ...added] } };
    });
    this.write(arn, actions, by);
  }

  /** To be called when somebody has come or gone behind a target group. */
  public look(by: string): void {
    for (const arn of this.live.keys()) { this.findOutage(arn, by); }
  }

  /** Target groups that get requests now and have nobody to answer them. Those where nobody is meant to be count, too. */
  public unserved(): Array<{ readonly rule: string; readonly targetGroup: string }> {
    const empty = (rule: string) => this.weighty(rule).filter(arn => !this.hasSomebody(arn));
    return [...this.live.keys()].flatMap(rule => empty(rule).map(targetGroup => ({ rule, targetGroup })));
  }

  private weighty(arn: string): string[] {
    return this.sharesOf(arn).filter(({ weight }) => weight > 0).map(({ targetGroup }) => targetGroup);
  }

  private hasSomebody(targetGroup: string): boolean {
    const { services, clusters } = this.account;
    return services.ecs.runningIn(targetGroup).length > 0
      || [...clusters.values()].some(cluster => cluster.targets(targetGroup).some(({ healthy }) => healthy));
  }

  private findOutage(arn: string, by: string): void {
    const wanted = this.weighty(arn);
    const empty = wanted.filter(targetGroup => !this.hasSomebody(targetGroup));
    if (wanted.length > 0 && empty.length === 0) { this.served.add(arn); }
    if (!this.served.has(arn)) { return; }
    empty.forEach(targetGroup => this.outages.push({ at: this.account.clock.now(), rule: arn, targetGroup, by }));
  }

  private moved(arn: string, by: string): void {
    const shares = this.sharesOf(arn);
    if (shares.length === 0) { return; }
    const { services } = this.account;
    const moment: TrafficMoment = {
      at: this.account.clock.now(),
      rule: arn,
      logicalId: this.names.get(arn) ?? '',
      shares,
      behind: Object.fromEntries(shares.filter(({ weight }) => weight > 0)
        .map(({ targetGroup }) => [targetGroup, services.ecs.runningIn(targetGroup).map(({ spec }) => spec.taskDefinition)])),
      by,
    };
    this.timeline.push(moment);
    if (this.timeline.length > KEPT) { this.timeline.shift(); }
    this.watchers.forEach(watcher => watcher(moment));
    this.findOutage(arn, by);
  }
}

const KEPT = 5000;

const list = (value: unknown): JsonObject[] => Array.isArray(value) ? value.filter(isObject) : [];

function groupsOf(action: JsonObject): JsonObject[] {
  if (action.Type !== 'forward') { return []; }
  return isObject(action.ForwardConfig) ? list(action.ForwardConfig.TargetGroups) : [{ TargetGroupArn: action.TargetGroupArn, Weight: 1 }];
}

/** As the service tells it: weights are numbers, and a lone target group is told in both ways. */
function plainAction(action: JsonObject): JsonObject {
  if (action.Type !== 'forward') { return action; }
  const groups = groupsOf(action).map(group => ({ TargetGroupArn: group.TargetGroupArn, Weight: Number(group.Weight ?? 1) }));
  const { TargetGroupArn: _lone, ...rest } = action;
  return {
    ...rest,
    ...groups.length === 1 ? { TargetGroupArn: groups[0].TargetGroupArn } : {},
    ForwardConfig: { ...isObject(action.ForwardConfig) ? action.ForwardConfig : {}, TargetGroups: groups },
  };
}
