/** ECS: the capacity of clusters, as whoever looks after it reads and writes it. */
import { listOf, Service } from './api';
import { ServiceError } from '../engine/errors';
import { isObject, JsonObject } from '../engine/values';
import { Account } from '../resources/account';
import { camel } from '../services/ecs/describe';
import { lastPart } from '../services/ecs/providers';

const CLUSTER = 'AWS::ECS::Cluster';
const PROVIDER = 'AWS::ECS::CapacityProvider';

const numbers = (item: JsonObject): JsonObject => ({ ...item, base: Number(item.base ?? 0), weight: Number(item.weight ?? 0) });

function clusterOf(account: Account, wanted: unknown): string {
  const cluster = lastPart(wanted ?? 'default');
  if (!account.find(CLUSTER, cluster)) { throw new ServiceError('ClusterNotFoundException', 'Cluster not found.'); }
  return cluster;
}

/** What DescribeClusters says of it. */
export function describeCapacity({ services: { providers } }: Account, cluster: string): object {
  return {
    capacityProviders: providers.of(cluster),
    defaultCapacityProviderStrategy: (camel(providers.defaultOf(cluster)) as JsonObject[]).map(numbers),
    attachmentsStatus: providers.isBusy(cluster) ? 'UPDATE_IN_PROGRESS' : 'UPDATE_COMPLETE',
    attachments: [],
    registeredContainerInstancesCount: providers.machines.registeredIn(cluster).length,
  };
}

export const capacity: Service = {
  PutClusterCapacityProviders: (input, account) => {
    const { providers } = account.services;
    const cluster = clusterOf(account, input.cluster);
    if (providers.isBusy(cluster)) {
      throw new ServiceError('UpdateInProgressException', 'The specified cluster is in a busy state. Cluster attachments must be in UPDATE_COMPLETE or UPDATE_FAILED state before they can be updated. Wait and try again.');
    }
    providers.associate(cluster, listOf(input.capacityProviders).map(String), listOf(input.defaultCapacityProviderStrategy).filter(isObject));
    return { cluster: { clusterName: cluster, ...describeCapacity(account, cluster) } };
  },
  DescribeCapacityProviders: (input, account) => {
    const wanted = listOf(input.capacityProviders).map(lastPart);
    const found = account.live(PROVIDER).filter(({ physicalId }) => wanted.length === 0 || wanted.includes(physicalId));
    const missing = wanted.filter(name => !found.some(({ physicalId }) => physicalId === name) && !/^FARGATE(_SPOT)?$/.test(name));
    return {
      capacityProviders: found.map(({ physicalId, properties }) => ({ ...camel(properties) as object, name: physicalId, status: 'ACTIVE' })),
      failures: missing.map(arn => ({ arn, reason: 'MISSING' })),
    };
  },
  ListContainerInstances: (input, account) => {
    const cluster = clusterOf(account, input.cluster);
    const filter = input.filter === undefined ? undefined : /^ec2InstanceId in \[(.*)\]$/.exec(String(input.filter));
    if (filter === null) { throw new ServiceError('NotModelled', `ecs:ListContainerInstances does not know the filter ${String(input.filter)} here`); }
    const wanted = filter?.[1].split(',').map(id => id.trim().replace(/^'|'$/g, ''));
    const { partition, region, id: owner } = account;
    return {
      containerInstanceArns: account.services.providers.machines.registeredIn(cluster).filter(id => wanted === undefined || wanted.includes(id))
        .map(id => `arn:${partition}:ecs:${region}:${owner}:container-instance/${cluster}/${id}`),
    };
  },
  DeregisterContainerInstance: (input, account) => {
    const cluster = clusterOf(account, input.cluster);
    const instance = lastPart(input.containerInstance);
    if (!account.services.providers.machines.registeredIn(cluster).includes(instance)) {
      throw new ServiceError('InvalidParameterException', 'Referenced container instance was not found.');
    }
    account.services.providers.machines.forget(instance);
    return { containerInstance: { containerInstanceArn: input.containerInstance, status: 'INACTIVE' } };
  },
};
