import { PLATFORM_VERSION } from './frozen-service';
import { CodeDeployParts } from './parts';
import { Revision } from '../../../functions';

/**
 * Everything about the service that a deployment can change. All of it is said in each deployment, because CodeDeploy forgets
 * what one leaves out.
 */
export function revisionOf(parts: CodeDeployParts): Revision {
  const { ground, service, securityGroups, subnets, assignPublicIp, capacity, exposure: { exposure } } = parts;
  const shares = capacity.map(choice => choice._toSpec());
  return {
    taskDefinition: service.taskDefinition.taskDefinitionArn,
    containerName: exposure.container,
    containerPort: `${exposure.port}`,
    platformVersion: PLATFORM_VERSION,
    subnets: ground.network.vpc.selectSubnets(subnets).subnetIds,
    securityGroups: securityGroups.map(group => group.securityGroupId),
    assignPublicIp: assignPublicIp ? 'ENABLED' : 'DISABLED',
    capacityProviders: shares.length === 0 ? undefined
      : shares.map(({ pool, weight, base }) => ({ capacityProvider: ground._pools.ofPool(pool).providerName!, weight: `${weight}`, base: `${base}` })),
  };
}
