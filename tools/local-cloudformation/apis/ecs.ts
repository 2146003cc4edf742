/** ECS read-back: clusters, services and task definitions as they were deployed. Nothing runs; counts are what was asked for. */
import { listOf, Service } from './api';
import { ServiceError } from '../engine/errors';
import { isObject } from '../engine/values';
import { Account, Live } from '../resources/account';

/** Maps whose keys are the user's own and keep their case. */
const USER_KEYS = ['Options', 'DockerLabels', 'Labels', 'DriverOpts', 'DockerSecurityOptions'];

export function camel(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(camel); }
  if (!isObject(value)) { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [`${key[0].toLowerCase()}${key.slice(1)}`, USER_KEYS.includes(key) ? item : camel(item)]));
}

const nameOf = (arnOrName: unknown): string => String(arnOrName ?? 'default').split('/').pop()!;
const CLUSTER = 'AWS::ECS::Cluster';
const SERVICE = 'AWS::ECS::Service';
const DEFINITION = 'AWS::ECS::TaskDefinition';

function servicesOf(account: Account, cluster: unknown): Live[] {
  return account.live(SERVICE).filter(live => nameOf(live.properties.Cluster) === nameOf(cluster));
}

function definition(account: Account, wanted: string): Live {
  const found = account.live(DEFINITION).filter(live => live.physicalId === wanted || nameOf(live.physicalId) === wanted || nameOf(live.physicalId).split(':')[0] === wanted).pop();
  if (!found) { throw new ServiceError('ClientException', 'Unable to describe task definition.'); }
  return found;
}

function describe(live: Live): object {
  const desired = Number(live.properties.DesiredCount ?? 1);
  return {
    ...camel(live.properties) as object,
    serviceArn: live.physicalId,
    serviceName: nameOf(live.physicalId),
    status: 'ACTIVE',
    desiredCount: desired,
    runningCount: desired,
    pendingCount: 0,
    taskDefinition: live.properties.TaskDefinition,
    deployments: [{ id: 'ecs-svc/local', status: 'PRIMARY', rolloutState: 'COMPLETED', taskDefinition: live.properties.TaskDefinition, desiredCount: desired, runningCount: desired }],
    events: [],
  };
}

export const ecs: Service = {
  ListClusters: (_input, account) => ({ clusterArns: account.live(CLUSTER).map(live => live.attributes.Arn) }),
  DescribeClusters: (input, account) => ({
    clusters: listOf(input.clusters).flatMap(wanted => account.find(CLUSTER, nameOf(wanted)) ?? []).map(live => ({
      ...camel(live.properties) as object, clusterArn: live.attributes.Arn, clusterName: live.physicalId, status: 'ACTIVE', activeServicesCount: servicesOf(account, live.physicalId).length,
    })),
  }),
  ListServices: (input, account) => ({ serviceArns: servicesOf(account, input.cluster).map(live => live.physicalId) }),
  DescribeServices: (input, account) => {
    const wanted = listOf(input.services).map(nameOf);
    const services = servicesOf(account, input.cluster).filter(live => wanted.includes(nameOf(live.physicalId)));
    const missing = wanted.filter(name => !services.some(live => nameOf(live.physicalId) === name));
    return { services: services.map(describe), failures: missing.map(arn => ({ arn, reason: 'MISSING' })) };
  },
  ListTaskDefinitions: (_input, account) => ({ taskDefinitionArns: account.live(DEFINITION).map(live => live.physicalId) }),
  DescribeTaskDefinition: (input, account) => {
    const live = definition(account, String(input.taskDefinition));
    const [family, revision] = nameOf(live.physicalId).split(':');
    return { taskDefinition: { ...camel(live.properties) as object, taskDefinitionArn: live.physicalId, family, revision: Number(revision), status: 'ACTIVE' } };
  },
};
