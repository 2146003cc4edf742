/** ECS: task definition revisions, and services that run: creating or changing one ends when its deployment does. */
import { checkDiscovery } from './discovery';
import { checkPlace } from './ecs-placement';
import { sameValue } from '../../engine/values';
import type { EcsService } from '../../services/ecs/service';
import { Account } from '../account';
import { ModelTable, text } from '../model';
import { generatedName, plainArn } from '../naming';

const shortName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

const HOUR = 3600;

/** How long CloudFormation waits: longer where traffic is shifted. */
const LIMIT_SECONDS = { rolling: 3 * HOUR, shifting: 36 * HOUR };

export const ecs: ModelTable = {
  'AWS::ECS::TaskDefinition': {
    physicalId: context => {
      const family = text(context.properties.Family) ?? generatedName(context).replace(/-/g, '');
      return plainArn(context, 'ecs', `task-definition/${family}:${context.account.nextRevision(family)}`);
    },
  },
  'AWS::ECS::Service': {
    check: ({ account, properties }, current) => {
      checkPlace(account, properties);
      checkDiscovery(account, properties, current?.physicalId);
      const definition = text(properties.TaskDefinition);
      const known = definition === undefined || account.live('AWS::ECS::TaskDefinition').some(live =>
        live.physicalId === definition || shortName(live.physicalId) === definition || shortName(live.physicalId).split(':')[0] === definition);
      if (!known) { throw new Error(`Invalid request provided: Unable to describe task definition ${definition}. (Service: AmazonECS; Error Code: ClientException)`); }
      const cluster = shortName(text(properties.Cluster) ?? 'default');
      const owned = account.find('AWS::ECS::Cluster', cluster);
      if (!owned && cluster === 'default') { throw new Error('Invalid request provided: Cluster not found. (Service: AmazonECS; Error Code: ClusterNotFoundException)'); }
    },
    physicalId: context => {
      const cluster = shortName(text(context.properties.Cluster) ?? 'default');
      return plainArn(context, 'ecs', `service/${cluster}/${text(context.properties.ServiceName) ?? generatedName(context)}`);
    },
    attributes: (_context, physicalId) => ({ Name: shortName(physicalId) }),
    settle: async ({ account, properties }, arn, current) => {
      const { ecs: fleet } = account.services;
      const service = fleet.find(arn);
      if (!current || !service) { return settled(account, fleet.create(arn, properties)); }
      const before = service.deployments.length;
      try {
        fleet.update(service, properties);
      } catch (error) {
        throw new Error(`Resource handler returned message: "Invalid request provided: UpdateService error: ${(error as Error).message} `
          + `(Service: AmazonECS; Status Code: 400; Error Code: ${(error as Error).name})" (HandlerErrorCode: InvalidRequest)`);
      }
      return service.deployments.length > before ? settled(account, service) : undefined;
    },
    deleting: (account, { physicalId }) => account.services.ecs.delete(physicalId),
  },
  'AWS::ECS::Cluster': {
    created: ({ account, properties: { CapacityProviders: names, DefaultCapacityProviderStrategy: strategy } }, name) => {
      // A cluster whose template says nothing of its providers leaves them as they are.
      const before = account.find('AWS::ECS::Cluster', name)?.properties;
      const isSame = before && sameValue([names, strategy], [before.CapacityProviders, before.DefaultCapacityProviderStrategy]);
      if (isSame || (names ?? strategy) === undefined) { return; }
      account.services.providers.associate(name, Array.isArray(names) ? names.map(String) : [], strategy);
    },
    deleting: (account, resource) => {
      const service = account.live('AWS::ECS::Service').find(live => shortName(text(live.properties.Cluster) ?? '') === resource.physicalId);
      if (service) { throw new Error(`The Cluster cannot be deleted while Services are active. (${service.logicalId} in stack ${service.stackName})`); }
      if (account.services.providers.hasMachines(resource.physicalId)) {
        throw new Error('The Cluster cannot be deleted while Container Instances are active or draining. (Error Code: ClusterContainsContainerInstancesException)');
      }
      account.services.providers.forget(resource.physicalId);
    },
  },
};

async function settled(account: Account, service: EcsService): Promise<void> {
  const deployment = service.deployments.at(-1);
  const isOver = () => deployment ? deployment.hasEnded : service.primary?.isSteady ?? true;
  const limit = LIMIT_SECONDS[deployment && deployment.strategy !== 'ROLLING' ? 'shifting' : 'rolling'];
  if (!deployment) { await account.agenda.until(isOver, 45); }
  for (let waited = 0; !isOver() && waited < limit; waited += 60) { await account.agenda.until(isOver, 60); }
  if (!isOver()) { throw new Error('Resource handler returned message: "Exceeded attempts to wait" (HandlerErrorCode: NotStabilized)'); }
  if (deployment && deployment.status !== 'SUCCESSFUL') {
    throw new Error(`Resource handler returned message: "Error occurred during operation '${deployment.statusReason ?? deployment.status}'." (HandlerErrorCode: GeneralServiceException)`);
  }
}
