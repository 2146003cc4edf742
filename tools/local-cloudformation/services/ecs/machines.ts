/**
 * Machines that tasks run on: instances of Auto Scaling groups, as far as it matters that there are some, whether they may go, and when they
 * are gone. How large they are is not looked at.
 */
import { ServiceError } from '../../engine/errors';
import { isObject, JsonObject } from '../../engine/values';
import type { Account, Live } from '../../resources/account';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const TERMINATING = 'autoscaling:EC2_INSTANCE_TERMINATING';

/** From the wish for an instance until its agent has registered. */
export const LAUNCH_SECONDS = 120;
const TERMINATE_SECONDS = 60;
const DEFAULT_HEARTBEAT_SECONDS = 3600;

interface Group {
  /** Ids of the instances. */
  instances: string[];
  /** Protected from scale-in, each of them. */
  isProtected: boolean;
  /** Where they register. */
  cluster?: string;
  /** Those that the cluster was told to forget. */
  readonly forgotten: Set<string>;
  state: 'there' | 'deleting' | 'gone';
}

export class MachinePark {
  private readonly groups = new Map<string, Group>();

  constructor(private readonly account: Account) {}

  /** The group by its name or ARN, unless somebody has deleted it. */
  public groupOf(nameOrArn: unknown): Live | undefined {
    const name = String(nameOrArn).split('autoScalingGroupName/').pop()!;
    return this.of(name).state === 'gone' ? undefined : this.account.find(GROUP, name);
  }

  /** A group that has been made or changed starts what its template asks for. */
  public adjust(name: string, { MinSize, MaxSize, DesiredCapacity, NewInstancesProtectedFromScaleIn }: JsonObject): void {
    const group = this.of(name);
    group.isProtected ||= String(NewInstancesProtectedFromScaleIn) === 'true';
    const now = group.instances.length;
    const wanted = Math.min(Number(MaxSize), DesiredCapacity === undefined ? Math.max(now, Number(MinSize)) : Number(DesiredCapacity));
    this.resize(group, group.isProtected ? Math.max(now, wanted) : wanted);
  }

  public countOf(name: string): number {
    return this.of(name).instances.length;
  }

  /** The instances of a group, as Auto Scaling lists them. */
  public describe(name: string): { readonly ids: readonly string[]; readonly isProtected: boolean; readonly isDeleting: boolean } {
    const { instances, isProtected, state } = this.of(name);
    return { ids: instances, isProtected, isDeleting: state === 'deleting' };
  }

  /** A cluster has the group behind one of its providers; with managed termination protection, ECS protects what it finds. */
  public join(name: string, cluster: string, isProtected: boolean): void {
    const group = this.of(name);
    group.cluster = cluster;
    group.isProtected ||= isProtected;
  }

  /** Ids of the instances that are registered with a cluster. */
  public registeredIn(cluster: string): string[] {
    return [...this.groups].filter(([name, group]) => (group.cluster ?? this.namedBy(name)) === cluster)
      .flatMap(([, { instances, forgotten }]) => instances.filter(id => !forgotten.has(id)));
  }

  public forget(instance: string): void {
    [...this.groups.values()].find(({ instances }) => instances.includes(instance))?.forgotten.add(instance);
  }

  /** Tasks are waiting: instances come, unless the group may have none. */
  public launch({ physicalId: name, properties }: Live): void {
    if (this.countOf(name) > 0 || Number(properties.MaxSize) < 1) { return; }
    this.account.agenda.in(LAUNCH_SECONDS, () => {
      const group = this.of(name);
      if (this.account.find(GROUP, name) && group.state === 'there' && group.instances.length === 0) { this.resize(group, 1); }
    });
  }

  /** ECS gives back what has no tasks, protected or not: the protection is its own. */
  public release({ physicalId, properties }: Live): void {
    this.resize(this.of(physicalId), Number(properties.MinSize));
  }

  /** Deletes a group on demand. By force, its instances go with it, protected or not, and no hook is waited for. */
  public drop(name: string, byForce: boolean): void {
    const group = this.of(name);
    if (!this.account.find(GROUP, name) || group.state === 'gone') { throw new ServiceError('ValidationError', `AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`); }
    if (group.state === 'deleting') { throw new ServiceError('ScalingActivityInProgress', 'You cannot delete an AutoScalingGroup while there are scaling activities in progress for that group.'); }
    if (!byForce && group.instances.length > 0) { throw new ServiceError('ResourceInUse', STILL_THERE); }
    group.state = 'deleting';
    this.account.agenda.in(TERMINATE_SECONDS, () => Object.assign(group, { instances: [], state: 'gone' }));
  }

  /** What CloudFormation does to delete a group: everything has to go first, and what is protected never does. */
  public async dismiss(name: string, properties: JsonObject, patienceSeconds: number): Promise<void> {
    const group = this.of(name);
    const { agenda } = this.account;
    if (group.state === 'there' && group.instances.length > 0) {
      if (!group.isProtected) { agenda.in(TERMINATE_SECONDS + this.heartbeatOf(name, properties), () => this.resize(group, 0)); }
      await agenda.until(() => group.instances.length === 0, group.isProtected ? patienceSeconds : Number.POSITIVE_INFINITY);
    }
    if (group.state === 'deleting') { await agenda.until(() => group.state !== 'deleting', patienceSeconds); }
    if (group.instances.length > 0) {
      throw new Error(`Resource handler returned message: "${STILL_THERE} (Service: AutoScaling, Status Code: 400)" (HandlerErrorCode: NotStabilized) `
        + `(${group.instances.length} in ${name}: all remaining instances are protected from scale-in)`);
    }
    this.groups.delete(name);
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

  /** The cluster that the user data of a group's instances names. */
  private namedBy(name: string): string | undefined {
    const group = this.account.find(GROUP, name);
    const said = group && userDataOf(this.account, group);
    return said ? this.account.live('AWS::ECS::Cluster').find(({ physicalId }) => said.includes(physicalId))?.physicalId : undefined;
  }

  private resize(group: Group, count: number): void {
    const missing = Math.max(0, count - group.instances.length);
    group.instances = [...group.instances.slice(0, count), ...Array.from({ length: missing }, () => `i-${this.account.random(17)}`)];
  }

  private of(name: string): Group {
    const known = this.groups.get(name) ?? { instances: [], isProtected: false, forgotten: new Set(), state: 'there' };
    this.groups.set(name, known);
    return known;
  }
}

const STILL_THERE = 'You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.';

/** What the launch template of a group makes its instances run when they start. */
function userDataOf(account: Account, { properties }: Live): string {
  const ids = JSON.stringify([properties.LaunchTemplate, properties.MixedInstancesPolicy, properties.LaunchConfigurationName]);
  return [...account.live('AWS::EC2::LaunchTemplate'), ...account.live('AWS::AutoScaling::LaunchConfiguration')]
    .filter(({ physicalId }) => ids.includes(JSON.stringify(physicalId)))
    .map(live => isObject(live.properties.LaunchTemplateData) ? live.properties.LaunchTemplateData : live.properties)
    .map(({ UserData }) => Buffer.from(String(UserData ?? ''), 'base64').toString()).join('\n');
}
