/** ECS: task definition revisions, services that must find their cluster and their task definition. */
import { ModelTable, text } from '../model';
import { generatedName, plainArn } from '../naming';

const shortName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

export const ecs: ModelTable = {
  'AWS::ECS::TaskDefinition': {
    physicalId: context => {
      const family = text(context.properties.Family) ?? generatedName(context).replace(/-/g, '');
      return plainArn(context, 'ecs', `task-definition/${family}:${context.account.nextRevision(family)}`);
    },
  },
  'AWS::ECS::Service': {
    check: ({ account, properties }) => {
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
  },
  'AWS::ECS::Cluster': {
    deleting: (account, resource) => {
      const service = account.live('AWS::ECS::Service').find(live => shortName(text(live.properties.Cluster) ?? '') === resource.physicalId);
      if (service) { throw new Error(`The Cluster cannot be deleted while Services are active. (${service.logicalId} in stack ${service.stackName})`); }
    },
  },
};
