import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Aws, Lazy, Stack, Token } from 'aws-cdk-lib/core';
import { allow } from '../../functions';

/** What ARNs of ECS are about: `service/<cluster>/<service>`, `service-deployment/<cluster>/<service>/<id>` ... */
export type ServiceResource = 'service' | 'service-deployment' | 'service-revision';

/**
 * A pattern of ARNs that speaks of a service before it exists.
 *
 * ECS is done creating a service when its first deployment is over, so whatever refers to the service itself comes too late to
 * help with that deployment; a pause would even wait forever for whom it keeps from being made. Its name, though, is known but
 * for the end: CloudFormation appends something random to the names of the stack and of the resource.
 */
export function serviceArnPattern(service: ecs.BaseService, cluster: ecs.ICluster): string {
  return arnPattern(service, cluster.clusterName, 'service');
}

function arnPattern(service: ecs.BaseService, clusterName: string, resource: ServiceResource): string {
  return Stack.of(service).formatArn({
    service: 'ecs',
    resource,
    resourceName: `${clusterName}/${servicePattern(service)}${resource === 'service' ? '' : '/*'}`,
  });
}

function servicePattern(service: ecs.BaseService): string {
  const cfnService = service.node.defaultChild as ecs.CfnService;
  // A name may still be given through the escape hatch, and then it is the whole name.
  return Lazy.uncachedString({ produce: context => context.resolve(cfnService.serviceName) ?? `${Aws.STACK_NAME}-${cfnService.logicalId}-*` });
}

/**
 * Allows something on the deployments of a service that may not exist yet.
 *
 * The name of a cluster from another stack is left open, because nobody could say now how the packs will be told it. The service's
 * name begins with that of its stack and resource, so it is the same service either way.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment-permissions.html
 */
export function allowOnService(
  role: iam.Role, service: ecs.BaseService, cluster: ecs.ICluster, actions: Partial<Record<ServiceResource, readonly string[]>>,
): void {
  const isElsewhere = Token.isUnresolved(cluster.clusterName) && cluster.stack !== Stack.of(service);
  const pattern = (resource: ServiceResource) => arnPattern(service, isElsewhere ? '*' : cluster.clusterName, resource);
  for (const [resource, names] of Object.entries(actions) as [ServiceResource, readonly string[]][]) {
    allow(role, {
      actions: names.map(name => `ecs:${name}`),
      // What is done to a deployment has to be allowed on its service as well.
      resources: [pattern('service'), ...resource === 'service' ? [] : [pattern(resource)]],
      because: 'The wildcards stand for the end of the name, which CloudFormation makes up, and for the deployments of this one service.',
    });
  }
}
