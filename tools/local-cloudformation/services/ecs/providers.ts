/** Capacity providers: which of them a cluster may use, who uses them, and whether tasks find room there. */
import { MachinePark } from './machines';
import type { TaskSetSpec } from './task-set';
import { ServiceError } from '../../engine/errors';
import { isObject, JsonObject } from '../../engine/values';
import type { Account, Live } from '../../resources/account';

const PROVIDER = 'AWS::ECS::CapacityProvider';
const OF_AWS = ['FARGATE', 'FARGATE_SPOT'];
const MOST_PROVIDERS = 20;

/** ECS gives instances back a quarter of an hour after their last task. */
const IDLE_SECONDS = 900;

/** How long ECS takes to look after the group behind a provider. */
const ATTACH_SECONDS = 20;

type Kind = 'Fargate' | 'Auto Scaling groups' | 'Managed Instances';

interface Association {
  readonly providers: readonly string[];
  readonly strategy: readonly JsonObject[];
  /** Until when ECS makes alarms and policies for the groups behind them. */
  readonly busyUntil: number;
}

export const lastPart = (arnOrName: unknown): string => String(arnOrName).split('/').pop()!;

/** Names of the providers in a strategy. */
export function providersIn(strategy: unknown): string[] {
  const items = Array.isArray(strategy) ? strategy.filter(isObject) : [];
  return items.map(({ CapacityProvider, capacityProvider }) => lastPart(CapacityProvider ?? capacityProvider));
}

const invalid = (message: string): ServiceError => new ServiceError('InvalidParameterException', message);

export class Providers {
  public readonly machines: MachinePark;
  private readonly associations = new Map<string, Association>();

  constructor(private readonly account: Account) {
    this.machines = new MachinePark(account);
  }

  /** What PutClusterCapacityProviders does: the lists replace those before. */
  public associate(cluster: string, names: readonly string[], strategy: unknown): void {
    const providers = names.map(lastPart);
    const before = this.associations.get(cluster)?.providers ?? [];
    for (const name of providers.filter(wanted => !OF_AWS.includes(wanted))) {
      const found = this.account.find(PROVIDER, name);
      if (!found) { throw invalid(`The specified capacity provider '${name}' was not found. Specify a valid name or ARN and try again.`); }
      if (kindOf(found) === 'Managed Instances') {
        throw invalid('Cannot associate Managed Instances capacity provider to clusters using this API. Managed Instances capacity providers are already associated with their cluster.');
      }
    }
    if (providers.length > MOST_PROVIDERS) { throw invalid('The maximum number of capacity providers per cluster has been exceeded.'); }
    const used = before.filter(name => !providers.includes(name)).find(name => this.isUsed(cluster, name));
    if (used !== undefined) { throw new ServiceError('ResourceInUseException', 'The specified capacity provider is in use and cannot be removed.'); }
    this.checkStrategy(cluster, strategy, [...providers, ...this.managedOf(cluster)]);
    const ofGroups = (list: readonly string[]) => list.filter(name => !OF_AWS.includes(name)).sort().join();
    const { at: busyUntil } = this.account.agenda.in(ofGroups(providers) === ofGroups(before) ? 0 : ATTACH_SECONDS, () => undefined);
    this.associations.set(cluster, { providers, strategy: Array.isArray(strategy) ? strategy.filter(isObject) : [], busyUntil });
    providers.forEach(name => this.join(name, cluster));
  }

  public forget(cluster: string): void {
    this.associations.delete(cluster);
  }

  /** What a service of the cluster may name. */
  public of(cluster: string): string[] {
    return [...this.associations.get(cluster)?.providers ?? [], ...this.managedOf(cluster)];
  }

  /** The cluster's own strategy, for services that say neither a strategy nor a launch type. */
  public defaultOf(cluster: string): readonly JsonObject[] {
    return this.associations.get(cluster)?.strategy ?? [];
  }

  /** Whether ECS still takes up what the cluster was told last. */
  public isBusy(cluster: string): boolean {
    return (this.associations.get(cluster)?.busyUntil ?? 0) > this.account.agenda.now;
  }

  /** Throws unless the strategy only names what the cluster may use, and only one kind of it. */
  public checkStrategy(cluster: string, strategy: unknown, known: readonly string[] = this.of(cluster)): void {
    const names = providersIn(strategy);
    if (names.some(name => !known.includes(name))) {
      throw invalid('The specified capacity provider strategy cannot contain a capacity provider that is not associated with the cluster. Associate the capacity provider with the cluster and try again. '
        + `(${names.filter(name => !known.includes(name)).join(', ')})`);
    }
    if (new Set(names.map(name => this.kind(name))).size > 1) {
      throw invalid('A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and Fargate providers. Specify one or the other and try again.');
    }
  }

  public kind(name: string): Kind | undefined {
    if (OF_AWS.includes(name)) { return 'Fargate'; }
    const found = this.account.find(PROVIDER, name);
    return found && kindOf(found);
  }

  /** Which clusters have the provider in their list. */
  public clustersWith(name: string): string[] {
    return [...this.associations].filter(([, { providers }]) => providers.includes(name)).map(([cluster]) => cluster);
  }

  /** Whether services of the cluster name the provider, have tasks there, or daemons run there. */
  public isUsed(cluster: string, name: string): boolean {
    return this.account.services.ecs.list().some(service => service.cluster === cluster
      && (this.namedBy(service.cluster, service.properties).includes(name)
        || service.alive.some(set => set.running > 0 && this.namedBy(cluster, inPascal(set.spec)).includes(name))))
      || this.account.live('AWS::ECS::Daemon').some(({ properties }) => Array.isArray(properties.CapacityProviderArns) && properties.CapacityProviderArns.map(lastPart).includes(name));
  }

  /** Whether tasks find a machine; if not, whoever can makes one come. */
  public hasRoom(spec: TaskSetSpec): boolean {
    if (spec.launchType === 'FARGATE') { return true; }
    if (spec.launchType === 'EXTERNAL') { return this.account.faults.machines !== 'none'; }
    const names = this.namedBy(spec.cluster, inPascal(spec));
    if (names.length > 0) { return names.some(name => this.hasInstances(name)); }
    return spec.launchType !== 'EC2' || this.machines.registeredIn(spec.cluster).length > 0;
  }

  /** Tasks are gone: what idles goes later, as long as somebody looks after it. */
  public idle(spec: TaskSetSpec): void {
    const { cluster } = spec;
    for (const name of this.namedBy(cluster, inPascal(spec))) {
      this.account.agenda.in(IDLE_SECONDS, () => {
        const group = this.groupBehind(name);
        const isKept = !this.isScaled(name) || !this.clustersWith(name).includes(cluster) || this.isUsed(cluster, name);
        if (group && !isKept) { this.machines.release(group); }
      });
    }
  }

  /** The providers that these properties of a service come to. */
  public namedBy(cluster: string, { CapacityProviderStrategy, LaunchType }: JsonObject): readonly string[] {
    const own = providersIn(CapacityProviderStrategy);
    return own.length > 0 || LaunchType !== undefined ? own : providersIn(this.defaultOf(cluster));
  }

  public groupBehind(name: string): Live | undefined {
    const provider = this.account.find(PROVIDER, name)?.properties.AutoScalingGroupProvider;
    return isObject(provider) ? this.machines.groupOf(provider.AutoScalingGroupArn) : undefined;
  }

  /** Whether instances are registered with the cluster, or could come any time. */
  public hasMachines(cluster: string): boolean {
    return this.managedOf(cluster).length > 0 || this.machines.registeredIn(cluster).length > 0;
  }

  private hasInstances(name: string): boolean {
    if (this.kind(name) !== 'Auto Scaling groups') { return this.kind(name) !== undefined; }
    const group = this.groupBehind(name);
    if (!group) { return false; }
    if (this.isScaled(name)) { this.machines.launch(group); }
    return this.machines.countOf(group.physicalId) > 0;
  }

  private join(name: string, cluster: string): void {
    const group = this.groupBehind(name);
    const provider = this.account.find(PROVIDER, name)?.properties.AutoScalingGroupProvider;
    if (group && isObject(provider)) { this.machines.join(group.physicalId, cluster, provider.ManagedTerminationProtection === 'ENABLED'); }
  }

  private isScaled(name: string): boolean {
    const provider = this.account.find(PROVIDER, name)?.properties.AutoScalingGroupProvider;
    const scaling = isObject(provider) ? provider.ManagedScaling : undefined;
    return isObject(scaling) && scaling.Status !== 'DISABLED';
  }

  private managedOf(cluster: string): string[] {
    return this.account.live(PROVIDER).filter(live => kindOf(live) === 'Managed Instances' && lastPart(live.properties.ClusterName) === cluster).map(live => live.physicalId);
  }
}

function kindOf({ properties }: Live): Kind {
  return properties.ManagedInstancesProvider === undefined ? 'Auto Scaling groups' : 'Managed Instances';
}

function inPascal({ capacityProviderStrategy, launchType }: Pick<TaskSetSpec, 'capacityProviderStrategy' | 'launchType'>): JsonObject {
  return { CapacityProviderStrategy: capacityProviderStrategy, LaunchType: launchType };
}
