import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Lazy, Names } from 'aws-cdk-lib/core';
import { Construct, IDependable } from 'constructs';
import { WorkloadSpec } from '../../model';
import { cachesOf, gateImages, RenderedTelemetry } from '../../platform';
import { imagesOf, renderContainers } from '../containers';
import { EcsGround } from '../ground';
import { ecsOptions } from '../options';
import { makeTaskDefinition } from '../task-definition';
import { TaskNetwork } from '../task-network';
import { renderVolumes } from '../volumes';

/** What a managed daemon consists of, and what has to be there before it. */
export interface ManagedDefinition {
  readonly definition: ecs.CfnDaemonTaskDefinition;
  readonly containers: ecs.ContainerDefinition[];
  readonly ready: readonly IDependable[];
}

export interface ManagedDefinitionParts {
  readonly platform: EcsGround;
  readonly network: TaskNetwork;
  readonly taskRole: iam.Role;
  readonly executionRole: iam.Role;
  readonly logGroup?: logs.ILogGroup;
  readonly telemetry: RenderedTelemetry;
}

/**
 * The task definition of a managed daemon. It is a resource of its own, but its containers are those of any task: so they are made for
 * an ordinary task definition, whose resource is then left out of the template.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-daemons-task-definitions.html
 */
export function makeManagedDefinition(scope: Construct, spec: WorkloadSpec, parts: ManagedDefinitionParts): ManagedDefinition {
  const { platform, network, taskRole, executionRole, logGroup, telemetry } = parts;
  const model = makeTaskDefinition(scope, spec, taskRole, executionRole, network.launchType);
  const resource = model.node.defaultChild as ecs.CfnTaskDefinition;
  model.node.tryRemoveChild(resource.node.id);
  const { ready } = renderVolumes(scope, spec, { platform, taskDefinition: model, network });
  const containers = [...renderContainers(scope, spec, model, logGroup, telemetry).values()];
  const definition = new ecs.CfnDaemonTaskDefinition(scope, 'DaemonTaskDefinition', {
    family: Names.uniqueId(scope),
    cpu: `${spec.size.cpuUnits}`,
    memory: `${spec.size.memoryMiB}`,
    taskRoleArn: taskRole.roleArn,
    executionRoleArn: executionRole.roleArn,
    // Variables may be added until synthesis.
    containerDefinitions: Lazy.any({ produce: () => containers.map(container => container.renderContainerDefinition()) }),
    volumes: resource.volumes,
  });
  definition.node.addDependency(...cachesOf(scope, platform.imageRegistry, spec));
  definition.node.addDependency(...gateImages(scope, spec, imagesOf(containers), platform.imageRegistry));
  if (ecsOptions(spec).pidMode === ecs.PidMode.HOST) {
    definition.addPropertyOverride('PidMode', 'shared');
  }
  return { definition, containers, ready };
}
