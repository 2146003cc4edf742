/** ECS: clusters and task definitions as they were deployed, services as they run. */
import { listOf, Service } from './api';
import { capacity, describeCapacity } from './ecs-capacity';
import { ServiceError } from '../engine/errors';
import { isObject, JsonObject } from '../engine/values';
import { Account, Live } from '../resources/account';
import { ServiceDeployment } from '../services/ecs/deployment';
import { camel, describeBriefly, describeDeployment, describeRevision, describeService, describeTasks, tagList } from '../services/ecs/describe';
import { shortName } from '../services/ecs/fleet';
import { describeRun } from '../services/ecs/runs';
import { EcsService } from '../services/ecs/service';

export { camel };

const nameOf = (arnOrName: unknown): string => shortName(String(arnOrName ?? 'default'));
const CLUSTER = 'AWS::ECS::Cluster';
const DEFINITION = 'AWS::ECS::TaskDefinition';

function servicesOf({ services }: Account, cluster: unknown): EcsService[] {
  return services.ecs.list().filter(service => service.cluster === nameOf(cluster));
}

function assertCluster(account: Account, cluster: unknown): void {
  if (!account.find(CLUSTER, nameOf(cluster)) && servicesOf(account, cluster).length === 0) { throw new ServiceError('ClusterNotFoundException', 'Cluster not found.'); }
}

function serviceOf(account: Account, cluster: unknown, wanted: unknown): EcsService {
  assertCluster(account, cluster);
  const found = servicesOf(account, cluster).find(({ name }) => name === nameOf(wanted));
  if (!found) { throw new ServiceError('ServiceNotFoundException', 'Service not found.'); }
  return found;
}

function definition(account: Account, wanted: string): Live {
  const found = account.live(DEFINITION).filter(live => live.physicalId === wanted || nameOf(live.physicalId) === wanted || nameOf(live.physicalId).split(':')[0] === wanted).pop();
  if (!found) { throw new ServiceError('ClientException', 'Unable to describe task definition.'); }
  return found;
}

function deploymentOf({ services }: Account, arn: unknown): ServiceDeployment {
  const found = services.ecs.list().flatMap(({ deployments }) => deployments).find(deployment => deployment.arn === arn);
  if (!found) { throw new ServiceError('ServiceDeploymentNotFoundException', 'The service deployment was not found.'); }
  return found;
}

const isDefinition = (arn: unknown): boolean => String(arn).includes(':task-definition/');

function taggedService({ services }: Account, arn: unknown): EcsService {
  const found = services.ecs.find(String(arn));
  if (!found) { throw new ServiceError('NotModelled', `Tags of ${String(arn)} are not modelled by the local endpoint`); }
  return found;
}

/** A page of a list, which is never longer than a client asks for. */
function page<T>(all: readonly T[], { maxResults, nextToken }: JsonObject, limit = 100): { readonly items: T[]; readonly nextToken?: string } {
  const from = Number(nextToken ?? 0);
  const to = from + Number(maxResults ?? limit);
  return { items: all.slice(from, to), nextToken: to < all.length ? String(to) : undefined };
}

const pascal = (value: unknown): unknown => Array.isArray(value) ? value.map(pascal)
  : isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [`${key[0].toUpperCase()}${key.slice(1)}`, pascal(item)])) : value;

export const ecs: Service = {
  ListClusters: (_input, account) => ({ clusterArns: account.live(CLUSTER).map(live => live.attributes.Arn) }),
  DescribeClusters: (input, account) => ({
    clusters: listOf(input.clusters).flatMap(wanted => account.find(CLUSTER, nameOf(wanted)) ?? []).map(live => ({
      ...camel(live.properties) as object,
      clusterArn: live.attributes.Arn,
      clusterName: live.physicalId,
      status: 'ACTIVE',
      activeServicesCount: servicesOf(account, live.physicalId).length,
      ...describeCapacity(account, live.physicalId),
    })),
  }),
  ...capacity,
  ListServices: (input, account) => {
    assertCluster(account, input.cluster);
    const { items, nextToken } = page(servicesOf(account, input.cluster), input, 10);
    return { serviceArns: items.map(({ arn }) => arn), nextToken };
  },
  DescribeServices: (input, account) => {
    const wanted = listOf(input.services).map(nameOf);
    if (wanted.length > 10) { throw new ServiceError('InvalidParameterException', 'services cannot have more than 10 elements.'); }
    assertCluster(account, input.cluster);
    const found = servicesOf(account, input.cluster).filter(({ name }) => wanted.includes(name));
    const missing = wanted.filter(name => !found.some(service => service.name === name));
    return { services: found.map(service => describeService(account, service)), failures: missing.map(arn => ({ arn, reason: 'MISSING' })) };
  },
  UpdateService: (input, account) => {
    const { service: name, cluster, forceNewDeployment, ...said } = input;
    const service = serviceOf(account, cluster, name);
    if (service.controller === 'CODE_DEPLOY' && forceNewDeployment !== undefined && forceNewDeployment !== false) {
      throw new ServiceError('InvalidParameterException', 'Cannot force a new deployment on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new deployment.');
    }
    account.services.ecs.update(service, { ...pascal(said) as JsonObject, ...forceNewDeployment === true ? { ForceNewDeployment: true } : {} });
    return { service: describeService(account, service) };
  },
  TagResource: (input, account) => {
    const tags = Object.fromEntries(listOf(input.tags).filter(isObject).map(({ key, value }) => [String(key), String(value ?? '')]));
    if (isDefinition(input.resourceArn)) {
      const { tags: known } = account.services.ecs.runs;
      known.set(String(input.resourceArn), { ...known.get(definition(account, String(input.resourceArn)).physicalId), ...tags });
      return {};
    }
    const service = taggedService(account, input.resourceArn);
    service.tags = { ...service.tags, ...tags };
    return {};
  },
  UntagResource: (input, account) => {
    const service = taggedService(account, input.resourceArn);
    const gone = listOf(input.tagKeys);
    service.tags = Object.fromEntries(Object.entries(service.tags).filter(([key]) => !gone.includes(key)));
    return {};
  },
  ListTagsForResource: (input, account) => ({
    tags: tagList(isDefinition(input.resourceArn)
      ? account.services.ecs.runs.tags.get(definition(account, String(input.resourceArn)).physicalId) ?? {}
      : taggedService(account, input.resourceArn).tags),
  }),
  ListTasks: (input, account) => {
    assertCluster(account, input.cluster);
    if (input.family !== undefined) {
      const known = account.services.ecs.runs.known(nameOf(input.cluster)).filter(({ family }) => family === input.family);
      const wanted = known.filter(run => (run.stoppedAt || run.stopping !== undefined ? 'STOPPED' : 'RUNNING') === (input.desiredStatus ?? 'RUNNING'));
      const found = page(wanted, input);
      return { taskArns: found.items.map(({ arn }) => arn), nextToken: found.nextToken };
    }
    const services = input.serviceName === undefined ? servicesOf(account, input.cluster) : [serviceOf(account, input.cluster, input.serviceName)];
    const status = input.desiredStatus ?? 'RUNNING';
    const tasks = services.flatMap(service => describeTasks(account, service) as Array<{ taskArn: string; desiredStatus: string }>);
    const { items, nextToken } = page(tasks.filter(task => task.desiredStatus === status), input);
    return { taskArns: items.map(({ taskArn }) => taskArn), nextToken };
  },
  DescribeTasks: (input, account) => {
    const wanted = listOf(input.tasks).map(nameOf);
    const all = servicesOf(account, input.cluster).flatMap(service => describeTasks(account, service) as Array<{ taskArn: string }>);
    const runs = account.services.ecs.runs.known(nameOf(input.cluster)).filter(({ arn }) => wanted.includes(nameOf(arn)));
    return { tasks: [...all.filter(({ taskArn }) => wanted.includes(nameOf(taskArn))), ...runs.map(run => describeRun(account, run))], failures: [] };
  },
  RunTask: (input, account) => {
    assertCluster(account, input.cluster);
    return { tasks: [describeRun(account, account.services.ecs.runs.start(input))], failures: [] };
  },
  StopTask: (input, account) => ({ task: describeRun(account, account.services.ecs.runs.stop(String(input.task), String(input.reason))) }),
  ListServiceDeployments: (input, account) => {
    const all = [...serviceOf(account, input.cluster, input.service).deployments].reverse();
    const wanted = listOf(input.status);
    const { items, nextToken } = page(all.filter(({ status }) => wanted.length === 0 || wanted.includes(status)), input, 20);
    return { serviceDeployments: items.map(deployment => describeBriefly(account, deployment)), nextToken };
  },
  DescribeServiceDeployments: (input, account) => {
    const all = account.services.ecs.list().flatMap(({ deployments }) => deployments);
    const wanted = listOf(input.serviceDeploymentArns);
    const found = all.filter(({ arn }) => wanted.includes(arn));
    const failures = wanted.filter(arn => !found.some(deployment => deployment.arn === arn)).map(arn => ({ arn, reason: 'MISSING' }));
    return { serviceDeployments: found.map(deployment => describeDeployment(account, deployment)), failures };
  },
  DescribeServiceRevisions: (input, account) => {
    const wanted = listOf(input.serviceRevisionArns);
    const all = account.services.ecs.list().flatMap(service => service.revisions.map(revision => ({ service, revision })));
    const found = all.filter(({ revision }) => wanted.includes(revision.arn));
    const failures = wanted.filter(arn => !found.some(({ revision }) => revision.arn === arn)).map(arn => ({ arn, reason: 'MISSING' }));
    return { serviceRevisions: found.map(({ service, revision }) => describeRevision(account, service, revision)), failures };
  },
  StopServiceDeployment: (input, account) => {
    const deployment = deploymentOf(account, input.serviceDeploymentArn);
    if (deployment.hasEnded || deployment.status.startsWith('ROLLBACK')) {
      throw new ServiceError('ConflictException', 'The service deployment is not in a state in which it can be stopped.');
    }
    deployment.mail.send({ kind: 'stop', type: input.stopType === 'ABORT' ? 'ABORT' : 'ROLLBACK' });
    return { serviceDeploymentArn: deployment.arn };
  },
  ContinueServiceDeployment: (input, account) => {
    const deployment = deploymentOf(account, input.serviceDeploymentArn);
    const hook = deployment.hooks.find(({ hookId }) => hookId === input.hookId);
    if (hook?.status !== 'AWAITING_ACTION') { throw new ServiceError('InvalidParameterException', 'There is no pause hook with this id that awaits an action.'); }
    deployment.mail.send({ kind: 'continue', hookId: hook.hookId, action: input.action === 'ROLLBACK' ? 'ROLLBACK' : 'CONTINUE' });
    return { serviceDeploymentArn: deployment.arn };
  },
  ListTaskDefinitions: (_input, account) => ({ taskDefinitionArns: account.live(DEFINITION).map(live => live.physicalId) }),
  DescribeTaskDefinition: (input, account) => {
    const live = definition(account, String(input.taskDefinition));
    const [family, revision] = nameOf(live.physicalId).split(':');
    return { taskDefinition: { ...camel(live.properties) as object, taskDefinitionArn: live.physicalId, family, revision: Number(revision), status: 'ACTIVE' } };
  },
};
