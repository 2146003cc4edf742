/**
 * The list of capacity providers of a cluster, of which one stack knows only its own. ECS takes the whole list or nothing, so it is
 * read, changed by one, and written; others in it stay as they are.
 */
import type { CapacityProviderStrategyItem, Cluster } from '@aws-sdk/client-ecs';
import { CapacityAws } from './aws';
import { blockedBy, DONE, Hopeless, Progress, waitFor } from './progress';
import { LinkProperties, StrategyItem } from '../../wire/capacity';
import { errorName } from '../errors';

const OF_FARGATE = /^FARGATE(_SPOT)?$/;

export async function link(props: LinkProperties, aws: CapacityAws): Promise<Progress> {
  const cluster = await find(props.cluster, aws);
  if (!cluster) {
    throw new Hopeless(`There is no cluster ${props.cluster}`);
  }
  if (isBusy(cluster)) {
    return waitFor('the cluster to take up what was changed');
  }
  const strategy = withShare(cluster, props);
  if (lists(cluster, props.provider) && isSame(cluster.defaultCapacityProviderStrategy, strategy)) {
    if (cluster.attachmentsStatus === 'UPDATE_FAILED') {
      throw new Hopeless(`The cluster could not take up its capacity providers: ${reasons(cluster)}`);
    }
    return DONE;
  }
  const others = await othersOf(cluster, props, aws);
  return put(props, aws, [...others, props.provider], strategy);
}

export async function unlink(props: LinkProperties, aws: CapacityAws): Promise<Progress> {
  const cluster = await find(props.cluster, aws);
  if (!cluster) {
    return DONE;
  }
  if (isBusy(cluster)) {
    return waitFor('the cluster to take up what was changed');
  }
  return lists(cluster, props.provider)
    ? put(props, aws, await othersOf(cluster, props, aws), withShare(cluster, { ...props, share: undefined }))
    : DONE;
}

/** A cluster that is being deleted, or was, is none any more. */
async function find(name: string, aws: CapacityAws): Promise<Cluster | undefined> {
  const { clusters = [] } = await aws.describeClusters({ clusters: [name], include: ['ATTACHMENTS'] });
  return clusters.find(({ status }) => status === 'ACTIVE' || status === 'PROVISIONING');
}

function isBusy({ status, attachmentsStatus }: Cluster): boolean {
  return status === 'PROVISIONING' || attachmentsStatus === 'UPDATE_IN_PROGRESS';
}

function lists({ capacityProviders = [] }: Cluster, provider: string): boolean {
  return capacityProviders.includes(provider);
}

/** Providers of Managed Instances belong to their cluster anyway, and ECS refuses lists that name them. */
async function othersOf({ capacityProviders = [] }: Cluster, { provider }: LinkProperties, aws: CapacityAws): Promise<string[]> {
  const others = capacityProviders.filter(name => name !== provider);
  const own = others.filter(name => !OF_FARGATE.test(name));
  const ofGroups = await groupsAmong(own, aws);
  return others.filter(name => OF_FARGATE.test(name) || ofGroups.has(name));
}

/** How many providers ECS describes in one answer. */
const AT_A_TIME = 10;

async function groupsAmong(names: readonly string[], aws: CapacityAws): Promise<Set<string>> {
  const groups = new Set<string>();
  for (let from = 0; from < names.length; from += AT_A_TIME) {
    const { capacityProviders = [] } = await aws.describeCapacityProviders({ capacityProviders: names.slice(from, from + AT_A_TIME) });
    capacityProviders.filter(({ autoScalingGroupProvider }) => autoScalingGroupProvider).forEach(({ name }) => groups.add(name!));
  }
  return groups;
}

/**
 * The default strategy with the given part of this provider. Providers of Fargate and of groups cannot be mixed in one, so those of
 * Fargate make room, and come back when there is nothing else. Only one part may have a base: the one before loses it, also where its own
 * link has not said so yet.
 */
function withShare(cluster: Cluster, { provider, share, otherwise }: LinkProperties): CapacityProviderStrategyItem[] {
  const { defaultCapacityProviderStrategy: given = [] } = cluster;
  const others = given.filter(({ capacityProvider }) => capacityProvider !== provider);
  if (share) {
    const groups = others.filter(({ capacityProvider }) => !OF_FARGATE.test(capacityProvider!));
    return [...Number(share.base) > 0 ? groups.map(item => ({ ...item, base: 0 })) : groups, itemOf({ capacityProvider: provider, ...share })];
  }
  return others.length === 0 && otherwise ? otherwise.map(itemOf) : others;
}

function itemOf({ capacityProvider, base, weight }: StrategyItem): CapacityProviderStrategyItem {
  return { capacityProvider, base: Number(base), weight: Number(weight) };
}

function isSame(one: readonly CapacityProviderStrategyItem[] = [], other: readonly CapacityProviderStrategyItem[]): boolean {
  const told = (items: readonly CapacityProviderStrategyItem[]) =>
    items.map(({ capacityProvider, base = 0, weight = 0 }) => `${capacityProvider} ${base} ${weight}`).sort().join();
  return told(one) === told(other);
}

/** Writes the list. Whether it has been taken up is for the next poll to say. */
async function put(
  { cluster, provider }: LinkProperties, aws: CapacityAws, capacityProviders: string[],
  defaultCapacityProviderStrategy: CapacityProviderStrategyItem[],
): Promise<Progress> {
  try {
    await aws.putClusterCapacityProviders({ cluster, capacityProviders, defaultCapacityProviderStrategy });
    return waitFor('the cluster to take up the list of its capacity providers');
  } catch (error) {
    if (errorName(error) === 'ResourceInUse') {
      return blockedBy(`the tasks and services of the cluster to leave ${provider}; ECS says: ${(error as Error).message}`);
    }
    if (errorName(error) === 'UpdateInProgress' || /not in an ACTIVE state/.test((error as Error).message)) {
      return blockedBy(`ECS, which says: ${(error as Error).message}`);
    }
    throw error;
  }
}

function reasons({ attachments = [] }: Cluster): string {
  return attachments.filter(({ status }) => status?.includes('FAILED'))
    .map(({ type, details = [] }) => [type, ...details.map(({ name, value }) => `${name}=${value}`)].join(' ')).join('; ') || 'ECS does not say why';
}
