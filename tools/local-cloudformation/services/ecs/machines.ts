/**
 * Machines that tasks run on: instances of Auto Scaling groups, as far as it matters that there are some, whether they may go, and when they
 * are gone. How large they are is not looked at.
 */
import { isObject, JsonObject } from '../../engine/values';
import type { Account, Live } from '../../resources/account';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const TERMINATING = 'autoscaling:EC2_INSTANCE_TERMINATING';

/** From the wish for an instance until its agent has registered. */
export const LAUNCH_SECONDS = 120;
const TERMINATE_SECONDS = 60;
const DEFAULT_HEARTBEAT_SECONDS = 3600;

interface Machines {
  count: number;
  /** Protected from scale-in, each of them. */
  isProtected: boolean;
  /** Where they have registered. */
  cluster?: string;
}

export class MachinePark {
  private readonly groups = new Map<string, Machines>();

  constructor(private readonly account: Account) {}

  /** The group by its name or ARN. */
  public groupOf(nameOrArn: unknown): Live | undefined {
    const name = String(nameOrArn).split('autoScalingGroupName/').pop()!;
    return this.account.find(GROUP, name);
  }

  /** A group that has been made or changed starts what its template asks for. */
  public adjust(name: string, { MinSize, MaxSize, DesiredCapacity, NewInstancesProtectedFromScaleIn }: JsonObject): void {
    const now = this.of(name);
    const wanted = DesiredCapacity === undefined ? Math.max(now.count, Number(MinSize)) : Number(DesiredCapacity);
    now.isProtected ||= String(NewInstancesProtectedFromScaleIn) === 'true';
    const reachable = now.isProtected ? Math.max(now.count, wanted) : wanted;
    now.count = Math.min(reachable, Math.max(Number(MaxSize), now.isProtected ? now.count : 0));
  }

  public countOf(name: string): number {
    return this.groups.get(name)?.count ?? 0;
  }

  /** A cluster has the group behind one of its providers; with managed termination protection, ECS protects what it finds. */
  public join(name: string, cluster: string, isProtected: boolean): void {
    const machines = this.of(name);
    machines.cluster = cluster;
    machines.isProtected ||= isProtected;
  }

  /** Whether instances have registered with the cluster that was given to their group. */
  public areIn(cluster: string): boolean {
    return [...this.groups.values()].some(machines => machines.cluster === cluster && machines.count > 0);
  }

  /** Tasks are waiting: instances come, unless the group may have none. */
  public launch(group: Live): void {
    const name = group.physicalId;
    if (this.countOf(name) > 0 || Number(group.properties.MaxSize) < 1) { return; }
    this.account.agenda.in(LAUNCH_SECONDS, () => {
      if (this.account.find(GROUP, name) && this.countOf(name) === 0) { this.of(name).count = 1; }
    });
  }

  /** ECS gives back what has no tasks, protected or not: the protection is its own. */
  public release(group: Live): void {
    this.of(group.physicalId).count = Number(group.properties.MinSize);
  }

  /** What deleting a group does: everything has to go first, and what is protected never does. */
  public async dismiss(name: string, properties: JsonObject, patienceSeconds: number): Promise<void> {
    const machines = this.of(name);
    const { agenda } = this.account;
    if (machines.count > 0 && machines.isProtected) {
      await agenda.until(() => this.countOf(name) === 0, patienceSeconds);
      if (machines.count > 0) {
        throw new Error('Resource handler returned message: "You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group. '
          + `(Service: AutoScaling, Status Code: 400)" (HandlerErrorCode: NotStabilized) (${machines.count} in ${name}: all remaining instances are protected from scale-in)`);
      }
    }
    if (machines.count > 0) { await agenda.advance(TERMINATE_SECONDS + this.heartbeatOf(name, properties)); }
    this.groups.delete(name);
  }

  /** Removes the protection and the instances by hand, as an operator would. */
  public empty(name: string): void {
    this.groups.set(name, { count: 0, isProtected: false });
  }

  /** Nobody here completes the actions of lifecycle hooks, so that each of them takes its time. */
  private heartbeatOf(name: string, { LifecycleHookSpecificationList: inside }: JsonObject): number {
    const hooks = [
      ...Array.isArray(inside) ? inside.filter(isObject) : [],
      ...this.account.live('AWS::AutoScaling::LifecycleHook').map(({ properties }) => properties).filter(hook => hook.AutoScalingGroupName === name),
    ];
    const slow = hooks.filter(({ LifecycleTransition }) => LifecycleTransition === TERMINATING);
    return Math.max(0, ...slow.map(({ HeartbeatTimeout }) => Number(HeartbeatTimeout ?? DEFAULT_HEARTBEAT_SECONDS)));
  }

  private of(name: string): Machines {
    const known = this.groups.get(name) ?? { count: 0, isProtected: false };
    this.groups.set(name, known);
    return known;
  }
}
